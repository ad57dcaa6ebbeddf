provider "scaleway" {}

module "images" {
  source = "../.."

  name = "acme-images"
}
