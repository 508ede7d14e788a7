# Stands in for LocalStack's image: its persona and its moods are set by FAKE_… in the environment.
ARG ENGINE
FROM ${ENGINE}
# In the engine's place, with its entrypoint, which ends on a signal from the first moment on.
COPY fake-localstack.js ./engine.js
