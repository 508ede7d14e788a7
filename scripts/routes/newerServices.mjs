// @ts-check
/** @import { Model } from './model.mjs' */

/**
 * Services that are in neither source and whose signing name is not their client name, or that share one. Of their
 * operations only those are known that a request names. Source: botocore's models; a test compares them.
 *
 * @type {readonly Model[]}
 */
export const newerServices = [
  named('bedrock-data-automation-runtime', 'bedrock', 'AmazonBedrockKeystoneRuntimeService'),
  named('compute-optimizer-automation', 'aco-automation', 'ComputeOptimizerAutomationService'),
  named('keyspacesstreams', 'cassandra', 'KeyspacesStreams'),
  named('mwaa-serverless', 'airflow-serverless', 'AmazonMWAAServerless'),
  named('backupsearch', 'backup-search'),
  named('connecthealth', 'health-agent'),
  named('devops-agent', 'aidevops'),
  named('iot-managed-integrations', 'iotmanagedintegrations'),
  named('marketplace-discovery', 'aws-marketplace'),
  named('marketplace-reporting', 'aws-marketplace'),
  named('notificationscontacts', 'notifications-contacts'),
  named('simpledbv2', 'sdb'),
];

/** @param {string} client @param {string} signingName @param {string} [target] @returns {Model} */
function named(client, signingName, target) {
  return { client, signingName, target, isRest: false, operations: [] };
}
