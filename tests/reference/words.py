"""The words for members and documented values, typed a second time: the labels in both languages, and synonyms."""

from __future__ import annotations

MEMBERS: dict[str, dict[str, tuple[str, ...]]] = {
    "agentAccount/create": {
        "userAccount": ("Agent account", "座席账号", "Account", "账号"),
        "userName": ("Agent name", "座席名称", "Name", "姓名"),
        "password": ("Password", "密码"),
        "email": ("Email address", "邮箱地址", "邮箱", "电子邮箱"),
        "agentType": ("Agent type", "座席类型"),
        "ccRoleId": ("Agent role ID", "座席角色 ID", "Agent role", "Role", "座席角色", "角色"),
        "skills": ("Skill parameter group", "技能参数组", "Skill", "技能"),
        "skillId": ("Skill queue ID", "技能队列 ID", "技能 ID"),
        "agentWeight": ("Agent weight", "座席权重"),
        "skillWeight": ("Skill queue weight", "技能队列权重"),
        "phone": ("Phone number", "电话号码", "Telephone", "电话"),
    },
    "queryAgentInfoByAccount": {
        "accountCode": ("Sign-in account", "登录账号"),
        "password": ("Authentication password", "鉴权密码"),
        "username": ("Authentication user name", "鉴权用户名"),
    },
    "agentsettings/create": {
        "callType": ("Call type", "呼叫类型"),
        "userId": ("User ID", "用户 ID"),
        "callerPresent": ("Display number of the called party", "被叫显示号码"),
        "callNumber": ("Agent softphone number", "座席软电话号码"),
        "callNumberDefault": ("Default softphone number", "默认软电话号码"),
        "callerPresentDefault": ("Default display number", "默认显示号码"),
    },
    "loginex": {
        "password": ("Agent password", "座席密码"),
        "phonenum": ("Agent phone number", "座席电话号码"),
        "autoanswer": ("Automatic answering", "自动应答"),
        "autoenteridle": ("Automatic idle state", "自动进入空闲态"),
        "releasephone": ("Phone release", "释放话机"),
        "agenttype": ("Agent type", "座席类型"),
        "status": ("Status after sign-in", "签入后的状态"),
        "ip": ("Agent IP address", "座席 IP 地址"),
        "entryIp": ("Gateway IP address", "接入网关 IP 地址"),
        "phonelinkage": ("Phone linkage", "话机联动"),
        "checkInWebm": ("Sign-in to WebM", "签入 WebM"),
        "checkInMailm": ("Sign-in to MailM", "签入 MailM"),
        "vcPhoneNumber": ("VC number", "VC 号码"),
        "listenStatus": ("Listening", "监听状态"),
    },
}

VALUES: dict[tuple[str, str], dict[int | str, tuple[str, ...]]] = {
    ("agentAccount/create", "agentType"): {
        4: ("Audio", "audio agent", "音频座席", "voice agent", "voice", "音频", "语音座席", "语音"),
        5: ("Multimedia", "multimedia agent", "多媒体座席", "多媒体"),
        11: ("Video", "video agent", "视频座席", "视频"),
        99: ("Versatile", "versatile agent", "全能座席", "全能"),
    },
    ("agentAccount/create", "ccRoleId"): {
        2: ("Agent", "agent", "话务员"),
        3: ("Inspector", "inspector", "质检员"),
        4: ("OutboundCall", "outbound call agent", "外呼座席", "outbound agent", "outbound", "外呼"),
    },
    ("agentsettings/create", "callType"): {
        "0": ("Direct", "direct call", "直呼"),
        "1": ("Bidirectional", "bidirectional call", "双呼"),
        "2": ("PassThrough", "pass-through call", "透显呼叫"),
    },
    ("loginex", "agenttype"): {
        4: ("Phone", "PC+phone agent", "PC+Phone 座席"),
        11: ("VideoPhone", "PC+phone video agent", "PC+Phone 视频座席"),
    },
    ("loginex", "status"): {
        3: ("Busy", "busy", "示忙"),
        4: ("Idle", "idle", "空闲"),
        5: ("WrapUp", "wrap-up", "整理态"),
    },
}

BOOLEANS: dict[bool, tuple[str, ...]] = {
    True: ("true", "yes", "y", "on", "1", "是", "真", "开", "开启", "启用"),
    False: ("false", "no", "n", "off", "0", "否", "假", "关", "关闭", "停用"),
}

REMARKS = ("required", "mandatory", "optional", "必填", "必选", "选填", "可选")
