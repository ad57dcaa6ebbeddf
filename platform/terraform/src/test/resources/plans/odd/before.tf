variable "token" {
  type    = string
  default = "spring"
}

resource "terraform_data" "größe" {
  for_each = toset(["ü b", "x\"]y"])
  input    = each.key
}

resource "terraform_data" "marked" {
  input = { word = var.token, other = "a" }
}

resource "terraform_data" "released" {
  input = "kept"
}
