"""Makes a call in each protocol with botocore, for each fault given as JSON, against the engine whose URL is given."""

import json
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

CALLS = {
    "query: sts": ("sts", "get_caller_identity", {}),
    "query: iam": ("iam", "list_roles", {}),
    "query: cloudformation": ("cloudformation", "describe_stacks", {}),
    "ec2: ec2": ("ec2", "describe_vpcs", {}),
    "json-1.0: dynamodb": ("dynamodb", "list_tables", {}),
    "json-1.0: stepfunctions": ("stepfunctions", "list_state_machines", {}),
    "json-1.0: sqs": ("sqs", "list_queues", {}),
    "json-1.1: logs": ("logs", "describe_log_groups", {}),
    "rest-json: lambda": ("lambda", "list_functions", {}),
    "rest-json: lambda, a stream of events": (
        "lambda",
        "invoke_with_response_stream",
        {"FunctionName": "f", "Payload": b"{}"},
    ),
    "rest-json: apigateway": ("apigateway", "get_rest_apis", {}),
    "rest-xml: s3": ("s3", "list_buckets", {}),
    "rest-xml: s3, a stream of bytes": ("s3", "get_object", {"Bucket": "bucket", "Key": "k"}),
    "rest-xml: s3, a body that is sent": (
        "s3",
        "put_object",
        {"Bucket": "bucket", "Key": "k", "Body": b"x" * 3_000_000},
    ),
    "rest-xml: s3, HEAD": ("s3", "head_object", {"Bucket": "bucket", "Key": "k"}),
    "rest-xml: s3control": ("s3control", "list_jobs", {"AccountId": "000000000000"}),
    "rest-xml: route53": ("route53", "list_hosted_zones", {}),
    "rest-xml: cloudfront": ("cloudfront", "list_distributions", {}),
    "rpc-v2-cbor: cloudwatch": ("cloudwatch", "list_metrics", {}),
}


def client_for(service, url):
    session = botocore.session.Session()
    session.set_credentials("test", "test")
    config = Config(
        retries={"mode": "standard", "total_max_attempts": 3},
        inject_host_prefix=False,
        s3={"addressing_style": "path"},
    )
    client = session.create_client(service, region_name="us-east-1", endpoint_url=url, config=config)
    client.meta.events.register("before-send.s3-control", without_account)
    return client


def without_account(request, **_):
    """S3 Control puts the account before the host, which no resolver knows for an address."""
    request.url = request.url.replace("//000000000000.", "//")


def raised(client, operation, arguments):
    try:
        getattr(client, operation)(**arguments)
    except ClientError as error:
        metadata = error.response["ResponseMetadata"]
        return {
            "code": error.response["Error"]["Code"],
            "status": metadata["HTTPStatusCode"],
            "attempts": metadata["RetryAttempts"] + 1,
            "named": len(metadata.get("RequestId", "")) == 36,
            "class": type(error).__name__,
        }
    return None


def set_fault(url, fault):
    body = json.dumps([{"error": fault}]).encode()
    urllib.request.urlopen(urllib.request.Request(f"{url}/_localstack/chaos/faults", data=body)).close()


def main():
    url, faults = sys.argv[1], json.loads(sys.argv[2])
    clients = {service: client_for(service, url) for service, _, _ in CALLS.values()}
    seen = []
    with ThreadPoolExecutor(len(CALLS)) as pool:
        for fault in faults:
            set_fault(url, fault)
            outcomes = {
                call: pool.submit(raised, clients[service], operation, arguments)
                for call, (service, operation, arguments) in CALLS.items()
            }
            seen.append({call: outcome.result() for call, outcome in outcomes.items()})
    print(json.dumps(seen))


main()
