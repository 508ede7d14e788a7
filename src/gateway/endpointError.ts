import { randomUUID } from 'node:crypto';
import type { AwsError } from '../aws/awsError';
import type { EndpointRoute } from '../aws/backend';
import type { HttpReply } from '../aws/http';
import { jsonReply } from './http/jsonReply';

type Route = Pick<EndpointRoute, 'isHttpApi'>;

/** An error in the shape in which API Gateway reports its own: REST APIs name a type, the others do not. */
export const endpointError = ({ isHttpApi }: Route, { code, message, status }: AwsError): HttpReply =>
  jsonReply(
    status,
    { message },
    isHttpApi
      ? { 'apigw-requestid': randomUUID() }
      : { 'x-amzn-errortype': code, 'x-amzn-requestid': randomUUID() },
  );
