output "arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "role_name" {
  description = "Name of the role of the function, to attach further policies to."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "Where the function logs to."
  value       = aws_cloudwatch_log_group.this.name
}
