output "topic_id" {
  description = "Id of the topic."
  value       = google_pubsub_topic.this.id
}

output "subscription_id" {
  description = "Id of the subscription."
  value       = google_pubsub_subscription.this.id
}

output "dead_letter_subscription_id" {
  description = "Id of the subscription of the dead letters."
  value       = google_pubsub_subscription.dead.id
}
