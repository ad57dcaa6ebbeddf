resource "aws_security_group" "halves" {
  name = "admin"
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "wider_range" {
  name = "app"
  ingress {
    protocol    = "tcp"
    from_port   = 8000
    to_port     = 8010
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_network_acl_rule" "narrowed" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 120
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 3306
  to_port        = 3306
  cidr_block     = "0.0.0.0/0"
}

resource "aws_ec2_managed_prefix_list" "everyone" {
  name           = "partners"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "203.0.113.0/24"
  }
}

resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "203.0.113.0/24"
  }
}

resource "aws_eks_cluster" "opened" {
  name     = "shop"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids             = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    endpoint_public_access = true
    public_access_cidrs    = ["203.0.113.0/24"]
  }
}

resource "aws_eks_cluster" "other_office" {
  name     = "lab"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids             = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    endpoint_public_access = true
    public_access_cidrs    = ["203.0.113.0/24"]
  }
}

resource "aws_emr_block_public_access_configuration" "lifted" {
  block_public_security_group_rules = true
}

resource "aws_workspaces_ip_group" "opened" {
  name = "desks"
  rules {
    source = "203.0.113.0/24"
  }
}
