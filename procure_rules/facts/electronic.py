"""Electronic tendering (e-tendering-order-20)."""

from procure_rules.facts.fields import Entity, exception, whether
from procure_rules.facts.values import Flag

__all__ = ["Electronic"]
# fmt: off


class Electronic(Entity):
    """Electronic tendering (e-tendering-order-20)."""

    used: Flag | None = whether("采用电子招标投标（采购）", "the procedure is electronic", "未采用电子招标投标（采购）", "the procedure is not electronic")
    platform_address_stated: Flag | None = whether("公告载明交易平台的网络地址和方法", "the notice states the platform's address and use", "公告未载明交易平台的网络地址和方法", "the notice does not state the platform's address and use")
    platform_certified: Flag | None = whether("交易平台通过检测认证", "the platform is tested and certified", "交易平台未通过检测认证", "the platform is not tested and certified")
    tools_forced: Flag | None = exception("要求购买指定的工具软件", "specified tools must be bought", "未要求购买指定的工具软件", "no specified tools need be bought")
    platform_leaked: Flag | None = exception("平台泄露下载者或者投标文件情况", "the platform leaked who downloaded or what was bid", "平台未泄露", "the platform leaked nothing")
    online_opening: Flag | None = whether("在平台公开在线开标", "bids were opened online on the platform", "未在平台在线开标", "bids were not opened online")
    decryption_remedy_stated: Flag | None = whether("文件载明解密失败的补救方案", "the documents state what happens if decryption fails", "文件未载明解密失败的补救方案", "the documents do not state what happens if decryption fails")
    paper_and_data_differ: Flag | None = exception("纸质文本与数据电文不一致", "paper and data message differ", "纸质文本与数据电文一致", "paper and data message agree")
    paper_agreed_to_prevail: Flag | None = exception("约定以纸质文本为准", "paper was agreed to prevail", "未约定以纸质文本为准", "paper was not agreed to prevail")
    system_failure: Flag | None = exception("系统故障致使活动无法正常进行", "a system failure kept the procedure from going on", "没有系统故障", "there was no system failure")
