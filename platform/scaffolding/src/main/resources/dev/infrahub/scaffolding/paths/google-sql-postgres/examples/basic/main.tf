provider "google" {}

module "database" {
  source = "../.."

  name       = "acme-orders"
  project    = "acme-test"
  region     = "europe-west1"
  network_id = "projects/acme-test/global/networks/acme"

  iam_users = {
    shop = { email = "shop@acme-test.iam.gserviceaccount.com", type = "CLOUD_IAM_SERVICE_ACCOUNT" }
  }

  labels = {
    environment = "test"
  }
}
