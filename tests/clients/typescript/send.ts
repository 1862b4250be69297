// Sends the request of every interface to the given URL with the generated client, and prints the replies as JSON.

import {
    AgentGatewayApi,
    AgentRole,
    AgentType,
    CallType,
    Configuration,
    ConfigurationApi,
    SignInAgentType,
    SignInStatus,
    type AgentAccountCreate,
    type AgentInfoQuery,
    type AgentSettingsCreate,
    type AgentSignIn,
} from './client';

const account: AgentAccountCreate = {
    userAccount: 'test123456',
    userName: '李娜',
    password: 'Abcdef1!',
    email: 'li.na@example.com',
    agentType: AgentType.Video,
    ccRoleId: AgentRole.Agent,
    skills: [{ skillId: 3, agentWeight: 1, skillWeight: 2 }],
    phone: '40038',
};
const query: AgentInfoQuery = { accountCode: 'Agents', username: 'itau_group', password: 'secret' };
const settings: AgentSettingsCreate = {
    callType: CallType.Bidirectional,
    userId: '1660270845627002401',
    callerPresent: ['12323', '232232'],
    callNumber: ['12323'],
    callNumberDefault: '23232323',
    callerPresentDefault: '1212121212',
};
const signIn: AgentSignIn = {
    password: '',
    phonenum: '40038',
    autoanswer: false,
    autoenteridle: true,
    releasephone: false,
    agenttype: SignInAgentType.VideoPhone,
    status: SignInStatus.WrapUp,
    ip: '10.0.0.5',
    entryIp: '10.0.0.6',
    phonelinkage: true,
    checkInWebm: false,
    checkInMailm: false,
    vcPhoneNumber: '88001',
    listenStatus: true,
};

// The compiler rejects values that the page does not document.
// @ts-expect-error: a text is not a boolean
const textForBoolean: AgentSignIn = { password: '', releasephone: 'false' };
// @ts-expect-error: 2 is not a status
const unknownStatus: AgentSignIn = { password: '', status: 2 };
// @ts-expect-error: userId is mandatory
const withoutMandatory: AgentSettingsCreate = { callType: CallType.Direct };
void [textForBoolean, unknownStatus, withoutMandatory];

async function main(url: string): Promise<void> {
    const known = new Configuration({ basePath: url, apiKey: '0f1e2d', accessToken: 'mF_9.B5f-4.1JqM' });
    const configuration = new ConfigurationApi(known);
    const gateway = new AgentGatewayApi(known);
    const created = (await configuration.agentAccountCreate(account)).data;
    const found = (await configuration.queryAgentInfoByAccount(query)).data;
    const stored = (await configuration.agentsettingsCreate(settings)).data;
    const signedIn = (await gateway.loginex('291', signIn)).data;
    const refused = (await gateway.loginex('291', signIn)).data;
    const codes: string[] = [created.resultCode, found.returnCode, stored.returnCode, signedIn.retcode, refused.retcode];
    console.log(JSON.stringify({ codes, replies: [created, found, stored, signedIn, refused] }));
}

void main(process.argv[2] ?? '');
