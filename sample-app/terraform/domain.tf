locals {
  domains = var.domain_name == "" ? 0 : 1
}

resource "aws_acm_certificate" "custom" {
  count             = local.domains
  domain_name       = var.domain_name
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_domain_name" "custom" {
  count                    = local.domains
  domain_name              = var.domain_name
  regional_certificate_arn = aws_acm_certificate.custom[0].arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_base_path_mapping" "custom" {
  count       = local.domains
  api_id      = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.local.stage_name
  domain_name = aws_api_gateway_domain_name.custom[0].domain_name
}
