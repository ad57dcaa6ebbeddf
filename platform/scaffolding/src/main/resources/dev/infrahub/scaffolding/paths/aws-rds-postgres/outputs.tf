output "arn" {
  description = "ARN of the instance."
  value       = aws_db_instance.this.arn
}

output "endpoint" {
  description = "Host and port of the instance."
  value       = aws_db_instance.this.endpoint
}

output "security_group_id" {
  description = "Id of the security group of the instance."
  value       = aws_security_group.this.id
}

output "credentials_arn" {
  description = "ARN of the entry of Secrets Manager in which RDS keeps and rotates the credentials."
  value       = one(aws_db_instance.this.master_user_secret[*].secret_arn)
}
