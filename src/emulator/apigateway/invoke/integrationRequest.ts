import { isBinary } from './binaryMedia';
import { unsupportedMediaType } from './gatewayError';
import type { Invocation } from './invocation';
import { renderTemplate } from './renderTemplate';
import type { TemplateContext } from './templateContext';

/**
 * The body an integration gets: through the template for the request's content type or, where
 * `passthroughBehavior` lets it, as it came.
 */
export function integrationRequestBody(invocation: Invocation, context: TemplateContext): string {
  const { method, request, http, snapshot } = invocation;
  const binary = isBinary(http.headers['content-type'], snapshot.binaryMediaTypes);
  const body = request.body.toString(binary ? 'base64' : 'utf8');
  const template = method.requestTemplates.get(request.mediaType);
  if (template !== undefined) return renderTemplate(template, body, invocation, context);
  refuseWhereNotPassed(invocation);
  return body;
}

function refuseWhereNotPassed({ method, request }: Invocation): void {
  const { passthroughBehavior } = method.integration;
  const hasTemplates = method.requestTemplates.size > 0;
  if (passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates)) {
    throw unsupportedMediaType(
      `The integration has no request template for ${request.mediaType} and passthroughBehavior ${passthroughBehavior}.`,
    );
  }
}
