# serverless.yml reads these two from the environment, as REST_API_ID and REST_API_ROOT_RESOURCE_ID.
output "rest_api_id" {
  value = aws_api_gateway_rest_api.api.id
}

output "rest_api_root_resource_id" {
  value = aws_api_gateway_rest_api.api.root_resource_id
}

output "domain_name" {
  value = var.domain_name
}
