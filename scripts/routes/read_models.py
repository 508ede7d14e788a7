"""Prints botocore's models, as far as scripts/routes/model.mjs has a place for them, as JSON."""
import json

import botocore
import botocore.loaders

PLACES = {"querystring": lambda name: "?" + name, "header": str.lower}


def read_operation(model, name, operation):
    http = operation["http"]
    shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
    members = shape.get("members", {})
    needs = []
    for required in shape.get("required", []):
        member = members[required]
        if member.get("location") in PLACES:
            needs.append(PLACES[member["location"]](member.get("locationName", required)))
    return {"name": name, "method": http["method"], "uri": http["requestUri"], "needs": needs}


def read_model(model):
    metadata = model["metadata"]
    protocols = metadata.get("protocols", []) + [metadata["protocol"]]
    return {
        "serviceId": metadata["serviceId"],
        "signingName": metadata.get("signingName", metadata["endpointPrefix"]),
        "endpointPrefix": metadata["endpointPrefix"].split(".")[-1],
        "target": metadata.get("targetPrefix"),
        "queryVersion": metadata["apiVersion"] if {"query", "ec2"} & set(protocols) else None,
        "isRest": metadata["protocol"].startswith("rest"),
        "operations": [read_operation(model, *each) for each in model["operations"].items()],
    }


loader = botocore.loaders.create_loader()
names = loader.list_available_services("service-2")
models = {name: read_model(loader.load_service_model(name, "service-2")) for name in names}
print(json.dumps({"version": botocore.__version__, "models": models}))
