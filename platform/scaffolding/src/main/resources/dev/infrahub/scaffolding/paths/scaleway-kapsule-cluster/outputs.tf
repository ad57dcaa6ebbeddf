output "id" {
  description = "Id of the cluster, with its region."
  value       = scaleway_k8s_cluster.this.id
}

output "apiserver_url" {
  description = "URL of the API server."
  value       = scaleway_k8s_cluster.this.apiserver_url
}

output "pool_id" {
  description = "Id of the pool of nodes."
  value       = scaleway_k8s_pool.this.id
}
