# The product alone: no sandbox, no tests, no page sources, no bundled PostgreSQL. See docs/operations.md.
ARG NODE=node:24.21.0-bookworm-slim

FROM ${NODE} AS pages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY vite.config.ts vite.events.config.ts tsconfig.json tsconfig.browser.json ./
COPY shared shared
COPY tab tab
RUN node node_modules/vite/bin/vite.js build --config vite.config.ts && \
    node node_modules/vite/bin/vite.js build --config vite.events.config.ts

FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=pages /app/dist/tab dist/tab
COPY package.json LICENSE ./
COPY shared shared
COPY bot bot
COPY api api
# Nothing below /app is ever written: run it with a read-only file system.
USER 1000:1000
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/main.ts", "start"]
