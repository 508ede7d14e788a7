import { mediaTypeOf } from './apiRequest';
import { isBinary } from './binaryMedia';
import { unsupportedMediaType } from './gatewayError';
import type { Invocation } from './invocation';
import { renderTemplate } from './renderTemplate';
import type { TemplateScope } from './templateContext';

/**
 * The body an integration gets: through the template for the request's content type or, where
 * `passthroughBehavior` lets it, as it came.
 */
export function integrationRequestBody(invocation: Invocation, scope: TemplateScope): string {
  const { method, http, snapshot } = invocation;
  const contentType = http.headers['content-type'];
  const mediaType = mediaTypeOf(contentType);
  const body = http.body.toString(isBinary(contentType, snapshot.binaryMediaTypes) ? 'base64' : 'utf8');
  const template = method.requestTemplates.get(mediaType);
  if (template !== undefined) return renderTemplate(template, body, invocation, scope);
  refuseWhereNotPassed(invocation, mediaType);
  return body;
}

function refuseWhereNotPassed({ method }: Invocation, mediaType: string): void {
  const { passthroughBehavior } = method.integration;
  const hasTemplates = method.requestTemplates.size > 0;
  if (passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates)) {
    throw unsupportedMediaType(
      `The integration has no request template for ${mediaType} and passthroughBehavior ${passthroughBehavior}.`,
    );
  }
}
