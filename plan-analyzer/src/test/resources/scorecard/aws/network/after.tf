resource "aws_security_group" "opened" {
  name = "database"
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

resource "aws_security_group" "already_open" {
  name = "bastion"
  tags = { Team = "platform" }
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "narrowed" {
  name = "legacy"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "closed" {
  name = "cache"
  ingress {
    protocol    = "tcp"
    from_port   = 6379
    to_port     = 6379
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "untouched" {
  name = "old bastion"
  ingress {
    protocol    = "tcp"
    from_port   = 3389
    to_port     = 3389
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "reworded" {
  name = "app"
  tags = { Team = "checkout" }
  ingress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8080
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_eip" "office" {
  domain = "vpc"
}

resource "aws_security_group" "new" {
  name = "web"
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.new.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "everything_ipv6" {
  security_group_id = aws_security_group.new.id
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}

resource "aws_vpc_security_group_ingress_rule" "from_an_address_to_come" {
  security_group_id = aws_security_group.new.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "${aws_eip.office.public_ip}/32"
}

resource "aws_security_group_rule" "private" {
  security_group_id = aws_security_group.new.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["192.168.0.0/16"]
}

resource "aws_security_group_rule" "outbound" {
  security_group_id = aws_security_group.new.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "range" {
  security_group_id = aws_security_group.new.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 8000
  to_port           = 8010
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "ping" {
  security_group_id = aws_security_group.new.id
  type              = "ingress"
  protocol          = "icmp"
  from_port         = 8
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}
