// Change it and deploy again to see a new answer.
const version = '1';

module.exports.handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: `Hello from ${process.env.AWS_REGION}`, version }),
});
