# The engine as a container: an AWS emulator with LocalStack's Chaos API, on LocalStack's port and folder.
# Built from dist/ (npm run docker:build). No RUN: the base needs Node.js and nothing else, not even a shell.
ARG BASE=node:24-slim
FROM ${BASE}

LABEL org.opencontainers.image.title="Chaos Lab engine" \
      org.opencontainers.image.description="AWS emulator and gateway with LocalStack's Chaos API" \
      org.opencontainers.image.licenses="MIT"

WORKDIR /opt/chaos-lab
COPY LICENSE dist/engine.js dist/routes.js dist/routes.js.LEGAL.txt dist/lambda-bootstrap.js docker/entrypoint.cjs ./
# A volume takes its owner from the folder that is here.
COPY --chown=1000:1000 docker/state/ /var/lib/localstack/

USER 1000:1000
VOLUME /var/lib/localstack
EXPOSE 4566
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4566/_localstack/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "/opt/chaos-lab/entrypoint.cjs"]
