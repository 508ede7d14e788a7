# Terraform owns the API, its mock endpoint, the stage and the domain. Serverless adds the functions to it.
resource "aws_api_gateway_rest_api" "api" {
  name        = "chaos-example"
  description = "Sample application of Chaos Lab"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_deployment" "api" {
  rest_api_id = aws_api_gateway_rest_api.api.id

  triggers = {
    # Chosen attributes, not whole resources: their unset maps read back as empty ones, and the next plan would
    # replace the deployment for nothing.
    redeployment = sha1(jsonencode([
      aws_api_gateway_resource.test.path_part,
      aws_api_gateway_method.test_get.http_method,
      aws_api_gateway_method.test_get.authorization,
      aws_api_gateway_integration.test_get.type,
      aws_api_gateway_integration.test_get.request_templates,
      aws_api_gateway_method_response.test_get_200.status_code,
      aws_api_gateway_integration_response.test_get_200.response_templates,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "local" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "local"

  lifecycle {
    # A deployment is a snapshot of the API. Serverless makes a newer one, with the functions in it, and moves the
    # stage there; Terraform must not move it back. The price: after a change in mock.tf, the stage shows it when
    # Serverless deploys next (`osls deploy --force`).
    ignore_changes = [deployment_id]
  }
}
