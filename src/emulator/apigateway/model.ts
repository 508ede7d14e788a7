/** What the control plane keeps, in the shapes the API shows. Dates are Unix seconds. */

export type Texts = Readonly<Record<string, string>>;

export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly createdDate: number;
  readonly version?: string;
  readonly binaryMediaTypes?: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly apiKeySource: string;
  readonly endpointConfiguration: EndpointConfiguration;
  readonly policy?: string;
  readonly tags: Texts;
  readonly disableExecuteApiEndpoint: boolean;
  readonly rootResourceId: string;
}

export interface EndpointConfiguration {
  readonly types: readonly string[];
  readonly ipAddressType: string;
  readonly vpcEndpointIds?: readonly string[];
}

/** A resource with everything under it, so that one value is one place in the path. */
export interface Resource {
  readonly restApiId: string;
  readonly id: string;
  /** Absent for the root, as is `pathPart`. */
  readonly parentId?: string;
  readonly pathPart?: string;
  readonly path: string;
  readonly methods: Readonly<Record<string, Method>>;
}

export interface Method {
  readonly httpMethod: string;
  readonly authorizationType: string;
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly operationName?: string;
  readonly requestValidatorId?: string;
  /** `method.request.querystring.page` -> whether it is required. */
  readonly requestParameters?: Readonly<Record<string, boolean>>;
  readonly requestModels?: Texts;
  readonly methodResponses?: Readonly<Record<string, MethodResponse>>;
  readonly methodIntegration?: Integration;
}

export interface MethodResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, boolean>>;
  readonly responseModels?: Texts;
}

export type IntegrationType = 'MOCK' | 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY';

export interface Integration {
  readonly type: IntegrationType;
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly connectionType?: string;
  readonly connectionId?: string;
  readonly credentials?: string;
  readonly requestParameters?: Texts;
  readonly requestTemplates?: Texts;
  readonly passthroughBehavior: string;
  readonly contentHandling?: string;
  readonly timeoutInMillis: number;
  readonly cacheNamespace: string;
  readonly cacheKeyParameters: readonly string[];
  readonly tlsConfig?: Readonly<Record<string, unknown>>;
  readonly integrationResponses?: Readonly<Record<string, IntegrationResponse>>;
}

export interface IntegrationResponse {
  readonly statusCode: string;
  readonly selectionPattern?: string;
  readonly responseParameters?: Texts;
  readonly responseTemplates?: Texts;
  readonly contentHandling?: string;
}

/** A deployment holds the API as it was when it was made: what a stage serves. */
export interface Deployment {
  readonly restApiId: string;
  readonly id: string;
  readonly description?: string;
  readonly createdDate: number;
  readonly snapshot: Snapshot;
}

export interface Snapshot {
  readonly resources: readonly Resource[];
  readonly binaryMediaTypes: readonly string[];
  readonly disableExecuteApiEndpoint: boolean;
}

export interface Stage {
  readonly restApiId: string;
  readonly stageName: string;
  readonly deploymentId: string;
  readonly description?: string;
  readonly variables?: Texts;
  readonly cacheClusterEnabled: boolean;
  readonly cacheClusterSize?: string;
  readonly cacheClusterStatus: string;
  readonly clientCertificateId?: string;
  readonly documentationVersion?: string;
  readonly methodSettings: Readonly<Record<string, MethodSetting>>;
  readonly accessLogSettings?: { readonly format?: string; readonly destinationArn?: string };
  readonly tracingEnabled: boolean;
  readonly tags: Texts;
  readonly createdDate: number;
  readonly lastUpdatedDate: number;
}

export type MethodSetting = Readonly<Record<string, string | number | boolean>>;

export interface DomainName {
  readonly domainName: string;
  readonly certificateArn?: string;
  readonly certificateName?: string;
  readonly certificateUploadDate: number;
  readonly regionalDomainName?: string;
  readonly regionalHostedZoneId?: string;
  readonly regionalCertificateArn?: string;
  readonly regionalCertificateName?: string;
  readonly distributionDomainName?: string;
  readonly distributionHostedZoneId?: string;
  readonly endpointConfiguration: EndpointConfiguration;
  readonly domainNameStatus: string;
  readonly securityPolicy: string;
  readonly tags: Texts;
}

export interface BasePathMapping {
  readonly domainName: string;
  /** `(none)` for the empty one. */
  readonly basePath: string;
  readonly restApiId: string;
  /** Absent: the caller names the stage in the path. */
  readonly stage?: string;
}

export interface Model {
  readonly restApiId: string;
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly schema?: string;
  readonly contentType: string;
}
