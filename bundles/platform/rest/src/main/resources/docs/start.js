const wanted = new URLSearchParams(location.search).get('module');

// The validator badge would call a server on the internet: off.
SwaggerUIBundle({
  url: '/api/openapi.json' + (wanted === null ? '' : '?module=' + encodeURIComponent(wanted)),
  dom_id: '#api',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
