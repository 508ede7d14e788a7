/** XML namespaces of the services whose clients were seen to read them, as AWS documents them. */
const namespaces: Readonly<Record<string, string>> = {
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  cloudfront: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
  cloudwatch: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  route53: 'https://route53.amazonaws.com/doc/2013-04-01/',
  s3: 'http://s3.amazonaws.com/doc/2006-03-01/',
  s3control: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
  sqs: 'http://queue.amazonaws.com/doc/2012-11-05/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/** The `xmlns` attribute of a service's answers, with a space before it; empty where none is known. */
export const namespaceOf = (service: string): string =>
  Object.hasOwn(namespaces, service) ? ` xmlns="${namespaces[service]}"` : '';
