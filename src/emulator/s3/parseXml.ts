import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { s3Error } from './s3Error';

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });

type Element = Readonly<Record<string, unknown>>;

/** What stands in the root element of an S3 request body; every value is text, an element or a list of these. */
export function parseXml(body: Buffer, root: string): Element {
  const text = body.toString('utf8');
  if (XMLValidator.validate(text) !== true) throw s3Error('MalformedXML');
  const content: unknown = parser.parse(text)[root];
  if (content === '') return {};
  if (typeof content !== 'object' || content === null) throw s3Error('MalformedXML');
  return content as Element;
}

/** A child that may come never, once or often. */
export function children(element: Element, name: string): Element[] {
  const found = element[name];
  if (found === undefined) return [];
  return (Array.isArray(found) ? found : [found]) as Element[];
}
