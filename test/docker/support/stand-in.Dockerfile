# Stands in for LocalStack's image: its persona and its moods are set by FAKE_… in the environment.
ARG ENGINE
FROM ${ENGINE}
COPY fake-localstack.js ./
ENTRYPOINT ["node", "/opt/chaos-lab/fake-localstack.js"]
