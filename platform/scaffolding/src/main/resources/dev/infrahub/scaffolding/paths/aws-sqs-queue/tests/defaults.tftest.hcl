mock_provider "aws" {}

variables {
  name = "acme-orders"
}

run "is_encrypted" {
  command = plan

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead.sqs_managed_sse_enabled
    error_message = "Messages are not encrypted."
  }

  assert {
    condition     = aws_sqs_queue.this.name == "acme-orders" && aws_sqs_queue.dead.name == "acme-orders-dead"
    error_message = "The queues are not called by the name."
  }
}

run "keeps_order_where_it_is_asked_to" {
  command = plan

  variables {
    fifo = true
  }

  assert {
    condition     = aws_sqs_queue.this.name == "acme-orders.fifo" && aws_sqs_queue.this.content_based_deduplication
    error_message = "The queue keeps no order."
  }
}

run "refuses_a_name_that_is_none" {
  command = plan

  variables {
    name = "acme orders"
  }

  expect_failures = [var.name]
}
