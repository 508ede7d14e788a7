terraform {
  required_version = ">= 1.5.0"

  # Chaos: Deploy gives each region a state file of its own: `init -backend-config=path=...`.
  backend "local" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# No endpoint and no credentials here: AWS_ENDPOINT_URL and its companions in the environment point the provider
# at the engine, so that the same files deploy to AWS.
provider "aws" {
  region = var.region
}
