output "id" {
  description = "Name of the key, as other modules take it."
  value       = google_kms_crypto_key.this.id
}

output "key_ring_id" {
  description = "Id of the key ring."
  value       = google_kms_key_ring.this.id
}
