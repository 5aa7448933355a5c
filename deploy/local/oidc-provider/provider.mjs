// A real OpenID provider for a test: one client that may get tokens for itself, as a pipeline does. Prints its issuer.
import {createServer} from 'node:http';
import {generateKeyPairSync} from 'node:crypto';
import Provider from 'oidc-provider';

const key = type => generateKeyPairSync(...type).privateKey.export({format: 'jwk'});
const keys = [
  {...key(['rsa', {modulusLength: 2048}]), kid: 'rsa', alg: 'RS256', use: 'sig'},
  {...key(['ec', {namedCurve: 'P-256'}]), kid: 'ec', alg: 'ES256', use: 'sig'},
];

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'pipeline', client_secret: 'pipeline-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
    }],
    jwks: {keys},
    cookies: {keys: ['test']},
    ttl: {ClientCredentials: 60},
    features: {
      devInteractions: {enabled: false},
      clientCredentials: {enabled: true},
      resourceIndicators: {
        enabled: true,
        // urn:<audience>:<algorithm>
        getResourceServerInfo: (ctx, resource) => {
          const [, audience, alg] = resource.split(':');
          return {scope: 'api', audience, accessTokenFormat: 'jwt', accessTokenTTL: 60, jwt: {sign: {alg}}};
        },
      },
    },
    extraTokenClaims: () => ({realm_access: {roles: ['upm-operators']}}),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
