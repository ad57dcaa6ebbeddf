output "id" {
  description = "Id of the network."
  value       = google_compute_network.this.id
}

output "subnetwork_ids" {
  description = "Ids of the subnetworks, by their names."
  value       = { for name, subnet in google_compute_subnetwork.this : name => subnet.id }
}
