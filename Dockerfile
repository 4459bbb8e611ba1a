# The service with its web client, for production beside a PostgreSQL of its own. See docs/OPERATIONS.md.
FROM node:24-bookworm-slim AS build
WORKDIR /comity
COPY package.json package-lock.json ./
COPY patches patches
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
# The embedded PostgreSQL is an optional package; here the database is another container.
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /comity
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEB_ROOT=/comity/dist/web
COPY --from=build /comity/package.json ./
COPY --from=build /comity/node_modules node_modules
COPY --from=build /comity/dist dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
