variable "region" {
  description = "The AWS region to deploy to."
  type        = string
  default     = "us-east-1"
}

variable "domain_name" {
  description = "The custom domain of the API. Empty: none, as in every region but the first."
  type        = string
  default     = "chaos-example.demo.com"
}
