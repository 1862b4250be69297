//! What the pages of the configuration service (interfaces 1 to 3) have in common.

use crate::language::Wording;
use crate::spec::{ResultCode, SUCCESS, Status};

/// The `Content-Type` that the pages' examples show.
pub(super) const CONTENT_TYPE: &str = "application/json";

pub(super) const PATH_PARAMETERS: Wording = Wording { english: "Path parameters.", chinese: "路径参数。" };

pub(super) const HEADERS: Wording =
    Wording { english: "Request header parameters (table 1).", chinese: "请求头参数（表 1）。" };

pub(super) const SUCCEEDED: ResultCode =
    ResultCode { code: SUCCESS, meaning: Wording { english: "success", chinese: "成功" }, action: None };

pub(super) const FAILURE: Wording = Wording { english: "failure", chinese: "失败" };

pub(super) const FAILED: ResultCode = ResultCode { code: "1", meaning: FAILURE, action: None };

pub(super) const BAD_REQUEST: Status = Status {
    status: 400,
    meaning: Wording { english: "incorrect request", chinese: "请求错误" },
    action: Some(Wording {
        english: "check the request path and parameters", chinese: "请检查请求路径和参数"
    }),
};

pub(super) const UNAUTHORIZED: Status = Status {
    status: 401,
    meaning: Wording { english: "unauthorized operation", chinese: "未授权" },
    action: Some(Wording {
        english: "check whether you have purchased related services; contact customer service to check the status of your account",
        chinese: "请检查是否已购买相关服务，并联系客服确认账号状态",
    }),
};

pub(super) const FORBIDDEN: Status =
    Status { status: 403, meaning: Wording { english: "authentication fails", chinese: "鉴权失败" }, action: None };

pub(super) const NOT_FOUND: Status = Status {
    status: 404,
    meaning: Wording { english: "content not found", chinese: "请求的内容未找到" },
    action: Some(Wording { english: "check the request path", chinese: "请检查请求路径" }),
};

pub(super) const BUSINESS_FAILURE: Status = Status {
    status: 500,
    meaning: Wording { english: "business failure", chinese: "业务失败" },
    action: Some(Wording {
        english: "check the values of parameters in the request", chinese: "请检查请求参数的取值"
    }),
};
