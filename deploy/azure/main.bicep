// Followthrough on Azure Container Apps: web and worker scaled apart, one migration job, PostgreSQL, Key Vault, one managed
// identity that is federated with the Entra registration, and the Azure Bot. See docs/install.md, steps 2 and 5.
targetScope = 'resourceGroup'

@description('Region of everything here. The bot itself is global.')
param location string = resourceGroup().location

@description('Begins every name. Three to twelve small letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'followthru'

@description('Image with its tag, in a registry that the identity may pull from.')
param image string

@description('Registry of the image, without https://. Empty where it is public.')
param registryServer string = ''

@description('Entra tenant that this deployment serves.')
param tenantId string = tenant().tenantId

@description('Application (client) id of the Entra registration (deploy/register.mjs prints it).')
param appId string

@description('Host name under which the app is reached, with a certificate: follow.contoso.com.')
param host string

@description('Password of the PostgreSQL administrator, who makes the two roles and is not used after that.')
@secure()
param databaseAdminPassword string

@description('Password of followthrough_owner, who migrates.')
@secure()
param ownerPassword string

@description('Password of followthrough_app, which the app uses.')
@secure()
param appPassword string

@description('32 random bytes in base64: openssl rand -base64 32. Keep a copy outside Azure.')
@secure()
param dataKey string

@description('Another 32 random bytes in base64.')
@secure()
param dataIndexKey string

@minValue(1)
param webReplicas int = 2

@minValue(1)
param workerReplicas int = 1

var databaseHost = '${name}-db-${uniqueString(resourceGroup().id)}.postgres.database.azure.com'
var databaseOptions = 'followthrough?sslmode=verify-full'
var secretsUserRole = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
)
var secrets = [
  { name: 'database-url', value: 'postgresql://followthrough_app:${uriComponent(appPassword)}@${databaseHost}:5432/${databaseOptions}' }
  { name: 'database-owner-url', value: 'postgresql://followthrough_owner:${uriComponent(ownerPassword)}@${databaseHost}:5432/${databaseOptions}' }
  { name: 'data-key', value: dataKey }
  { name: 'data-index-key', value: dataIndexKey }
]
// The owner's role is the migration's alone.
var appSecretNames = ['database-url', 'data-key', 'data-index-key']
var migrationSecretNames = ['database-url', 'database-owner-url', 'data-key', 'data-index-key']
var appSettings = [
  { name: 'NODE_ENV', value: 'production' }
  { name: 'HOST', value: '0.0.0.0' }
  { name: 'PORT', value: '3978' }
  { name: 'PUBLIC_URL', value: 'https://${host}' }
  { name: 'TENANT_ID', value: tenantId }
  { name: 'APP_ID', value: appId }
  { name: 'MANAGED_IDENTITY_CLIENT_ID', value: identity.properties.clientId }
  { name: 'DATABASE_URL', secretRef: 'database-url' }
  { name: 'DATA_KEY', secretRef: 'data-key' }
  { name: 'DATA_INDEX_KEY', secretRef: 'data-index-key' }
]
var registries = empty(registryServer) ? [] : [{ server: registryServer, identity: identity.id }]
var probes = [
  { type: 'Startup', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 2, failureThreshold: 60 }
  { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 15, failureThreshold: 4 }
  { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 10, failureThreshold: 3 }
]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-id'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-kv-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // Whoever loses DATA_KEY loses every title: it cannot be purged.
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource vaultSecrets 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [
  for secret in secrets: {
    parent: vault
    name: secret.name
    properties: { value: secret.value }
  }
]

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUserRole)
  scope: vault
  properties: {
    roleDefinitionId: secretsUserRole
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: '${name}-net'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/16'] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.40.0.0/23'
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.40.4.0/24'
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
    ]
  }
}

resource databaseZone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${name}.private.postgres.database.azure.com'
  location: 'global'
}

resource databaseZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: databaseZone
  name: 'link'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-db-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard_B2s', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: 'followthrough_admin'
    administratorLoginPassword: databaseAdminPassword
    storage: { storageSizeGB: 64, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: {
      delegatedSubnetResourceId: '${network.id}/subnets/database'
      privateDnsZoneArmResourceId: databaseZone.id
    }
  }
  dependsOn: [databaseZoneLink]
}

// Error texts may quote stored values: none of them goes to the server's log with its statement.
resource databaseLog 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: database
  name: 'log_min_error_statement'
  properties: { value: 'panic', source: 'user-override' }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-env'
  location: location
  properties: {
    vnetConfiguration: { infrastructureSubnetId: '${network.id}/subnets/apps', internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource migrate 'Microsoft.App/jobs@2024-03-01' = {
  name: '${name}-migrate'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: environment.id
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 1800
      replicaRetryLimit: 1
      registries: registries
      secrets: [
        for secret in migrationSecretNames: {
          name: secret
          keyVaultUrl: '${vault.properties.vaultUri}secrets/${secret}'
          identity: identity.id
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'migrate'
          image: image
          command: ['node', 'api/main.ts', 'migrate']
          env: concat(appSettings, [{ name: 'DATABASE_OWNER_URL', secretRef: 'database-owner-url' }])
          resources: { cpu: json('0.5'), memory: '1Gi' }
        }
      ]
    }
  }
  dependsOn: [mayReadSecrets, vaultSecrets]
}

resource web 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-web'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      // The new revision gets requests once it is ready, and only then is the old one stopped.
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 3978, transport: 'http', allowInsecure: false }
      registries: registries
      secrets: [
        for secret in appSecretNames: {
          name: secret
          keyVaultUrl: '${vault.properties.vaultUri}secrets/${secret}'
          identity: identity.id
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'web'
          image: image
          env: concat(appSettings, [{ name: 'ROLE', value: 'web' }])
          probes: probes
          resources: { cpu: json('0.5'), memory: '1Gi' }
        }
      ]
      // Graph drops an endpoint that sleeps: never fewer than one.
      scale: {
        minReplicas: webReplicas
        maxReplicas: webReplicas + 4
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }]
      }
    }
  }
  dependsOn: [mayReadSecrets, vaultSecrets]
}

resource worker 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-worker'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      registries: registries
      secrets: [
        for secret in appSecretNames: {
          name: secret
          keyVaultUrl: '${vault.properties.vaultUri}secrets/${secret}'
          identity: identity.id
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'worker'
          image: image
          env: concat(appSettings, [{ name: 'ROLE', value: 'worker' }])
          probes: probes
          resources: { cpu: json('0.5'), memory: '1Gi' }
        }
      ]
      scale: { minReplicas: workerReplicas, maxReplicas: workerReplicas }
    }
  }
  dependsOn: [mayReadSecrets, vaultSecrets]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Followthrough'
    endpoint: 'https://${host}/bot/messages'
    // New multi-tenant bots are refused since July 2025. The bot's app is the registration itself.
    msaAppType: 'SingleTenant'
    msaAppId: appId
    msaAppTenantId: tenantId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel', properties: { isEnabled: true, acceptedTerms: true } }
}

@description('Subject of the federated credential on the registration: deploy/register.mjs --identity …')
output identityPrincipalId string = identity.properties.principalId
output identityClientId string = identity.properties.clientId
@description('Point the CNAME of the host here, then bind it with a certificate.')
output webAddress string = web.properties.configuration.ingress.fqdn
output databaseHost string = databaseHost
