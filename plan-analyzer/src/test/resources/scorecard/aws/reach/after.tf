resource "aws_security_group" "halves" {
  name = "admin"
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"]
  }
}

resource "aws_security_group" "wider_range" {
  name = "app"
  ingress {
    protocol    = "tcp"
    from_port   = 8000
    to_port     = 9300
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "quarter" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 3389
  to_port           = 3389
  cidr_blocks       = ["64.0.0.0/2"]
}

resource "aws_security_group_rule" "long_ipv6" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  ipv6_cidr_blocks  = ["2000::/3"]
}

resource "aws_security_group_rule" "partner" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["3.251.148.96/29", "192.168.0.0/16"]
}

resource "aws_security_group_rule" "tunnel" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "50"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "terraform_data" "port" {
  input = 8443
}

resource "aws_security_group_rule" "port_to_come" {
  security_group_id = "sg-0123456789abcdef0"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = terraform_data.port.output
  to_port           = terraform_data.port.output
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_network_acl_rule" "everything" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "denied" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 90
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "outbound" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "narrowed" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 120
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 3306
  to_port        = 3306
  cidr_block     = "10.0.0.0/8"
}

resource "aws_network_acl" "inline" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    action     = "allow"
    rule_no    = 100
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_ec2_managed_prefix_list" "everyone" {
  name           = "partners"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "203.0.113.0/24"
  }
  entry {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "203.0.113.0/24"
  }
  entry {
    cidr = "198.51.100.0/24"
  }
}

resource "aws_eks_cluster" "opened" {
  name     = "shop"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids             = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    endpoint_public_access = true
    public_access_cidrs    = ["0.0.0.0/0"]
  }
}

resource "aws_eks_cluster" "other_office" {
  name     = "lab"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids             = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    endpoint_public_access = true
    public_access_cidrs    = ["198.51.100.0/24"]
  }
}

resource "aws_lightsail_instance_public_ports" "ssh" {
  instance_name = "blog"
  port_info {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    cidrs     = ["0.0.0.0/0"]
  }
}

resource "aws_workspaces_ip_group" "opened" {
  name = "desks"
  rules {
    source = "0.0.0.0/0"
  }
}

resource "aws_emr_block_public_access_configuration" "lifted" {
  block_public_security_group_rules = false
}

resource "aws_ami_launch_permission" "everyone" {
  image_id = "ami-0123456789abcdef0"
  group    = "all"
}

resource "aws_redshiftserverless_workgroup" "public" {
  namespace_name      = "shop"
  workgroup_name      = "shop"
  publicly_accessible = true
}

resource "aws_ecs_task_definition" "ordinary" {
  family                   = "web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name         = "web", image = "nginx", essential = true, privileged = false
    portMappings = [{ containerPort = 80, hostPort = 80 }]
    linuxParameters = { capabilities = { drop = ["ALL"] } }
  }])
}

resource "aws_ecs_task_definition" "privileged" {
  family                = "agent"
  network_mode          = "bridge"
  container_definitions = jsonencode([{ name = "agent", image = "agent", essential = true, memory = 64, privileged = true }])
}

resource "aws_ecs_task_definition" "host" {
  family                = "watcher"
  network_mode          = "host"
  pid_mode              = "host"
  container_definitions = jsonencode([{ name = "watcher", image = "watcher", essential = true, memory = 64 }])
}

resource "aws_ecs_task_definition" "socket" {
  family       = "builder"
  network_mode = "bridge"
  volume {
    name      = "docker"
    host_path = "/var/run/docker.sock"
  }
  container_definitions = jsonencode([{ name = "builder", image = "builder", essential = true, memory = 64 }])
}

resource "aws_ecs_task_definition" "tracer" {
  family       = "tracer"
  network_mode = "bridge"
  container_definitions = jsonencode([{
    name            = "tracer", image = "tracer", essential = true, memory = 64
    linuxParameters = { capabilities = { add = ["SYS_PTRACE"] } }
  }])
}

resource "aws_ecr_repository" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "to_come" {
  family                = "api"
  network_mode          = "bridge"
  container_definitions = jsonencode([{ name = "api", image = aws_ecr_repository.shop.repository_url, essential = true, memory = 64 }])
}

resource "aws_batch_job_definition" "privileged" {
  name = "index"
  type = "container"
  container_properties = jsonencode({
    image = "index", command = ["run"], privileged = true
    resourceRequirements = [{ type = "VCPU", value = "1" }, { type = "MEMORY", value = "512" }]
  })
}

resource "aws_codebuild_project" "docker" {
  name         = "images"
  service_role = "arn:aws:iam::123456789012:role/build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "aws/codebuild/standard:7.0"
    type            = "LINUX_CONTAINER"
    privileged_mode = true
  }
  source {
    type     = "GITHUB"
    location = "https://github.com/example/shop.git"
  }
}
