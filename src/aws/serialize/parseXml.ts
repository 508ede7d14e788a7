import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AwsError } from '../awsError';

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  htmlEntities: false,
});

/**
 * The content of the root element by element name, all leaves as text. An element that occurs once is a value, one
 * that occurs several times an array. Throws `MalformedXML`.
 */
export function parseXmlObject(body: Buffer): Record<string, unknown> {
  const text = body.toString('utf8').trim();
  if (text === '') return {};
  const root = Object.values(parseDocument(text))[0];
  return typeof root === 'object' && root !== null ? (root as Record<string, unknown>) : {};
}

function parseDocument(text: string): Record<string, unknown> {
  // No AWS request has a document type; with one come entities, and what they can expand to.
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw malformed();
  try {
    return parser.parse(text);
  } catch {
    throw malformed();
  }
}

const malformed = (): AwsError =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
