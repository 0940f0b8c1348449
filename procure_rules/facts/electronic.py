"""Electronic tendering (e-tendering-order-20)."""

from procure_rules.facts.fields import Entity, declared, exception, whether
from procure_rules.facts.values import Flag

__all__ = ["Electronic"]
# fmt: off


class Electronic(Entity):
    """Electronic tendering (e-tendering-order-20)."""

    used: Flag | None = whether("采用电子招标投标（采购）", "the procedure is electronic", "未采用电子招标投标（采购）", "the procedure is not electronic", presume=declared("true", "已载明电子交易中的做法，推定如此", "stated of it: how the platform is run; so it is presumed", when="electronic.tools_forced or electronic.platform_leaked or electronic.unequal_information or electronic.free_registration_refused or electronic.obstacles_set or not electronic.platform_certified or not electronic.online_opening"))
    platform_address_stated: Flag | None = whether("公告载明交易平台的网络地址和方法", "the notice states the platform's address and use", "公告未载明交易平台的网络地址和方法", "the notice does not state the platform's address and use")
    platform_certified: Flag | None = whether("交易平台通过检测认证", "the platform is tested and certified", "交易平台未通过检测认证", "the platform is not tested and certified")
    tools_forced: Flag | None = exception("要求购买指定的工具软件", "specified tools must be bought", "未要求购买指定的工具软件", "no specified tools need be bought")
    platform_leaked: Flag | None = exception("平台泄露下载者或者投标文件情况", "the platform leaked who downloaded or what was bid", "平台未泄露", "the platform leaked nothing")
    online_opening: Flag | None = whether("在平台公开在线开标", "bids were opened online on the platform", "未在平台在线开标", "bids were not opened online")
    decryption_remedy_stated: Flag | None = exception("文件载明解密失败的补救方案", "the documents state what happens if decryption fails", "文件未载明解密失败的补救方案", "the documents do not state what happens if decryption fails")
    paper_and_data_differ: Flag | None = exception("纸质文本与数据电文不一致", "paper and data message differ", "纸质文本与数据电文一致", "paper and data message agree")
    notice_synchronised: Flag | None = whether("公告在交易平台和国家指定媒介同步发布", "the notice came out on the platform and the designated media at once", "公告未同步发布", "the notice did not come out on both at once")
    result_on_platform: Flag | None = whether("中标候选人和中标结果在交易平台公示、公布", "candidates and winner were published on the platform", "中标候选人或者中标结果未在交易平台公布", "candidates or winner were not published on the platform")
    letter_and_contract_as_data: Flag | None = whether("通过平台以数据电文发出中标通知书、结果通知书并签订合同", "letter, notices to losers and contract went through the platform as data messages", "中标通知书、结果通知书或者合同未通过平台", "letter, notices or contract did not go through the platform")
    objections_on_platform: Flag | None = whether("异议及其答复通过平台进行", "objections and answers went through the platform", "异议或者答复未通过平台进行", "objections or answers did not go through the platform")
    signed_and_archived: Flag | None = whether("数据电文经电子签名并电子存档", "the data messages are electronically signed and archived", "数据电文未电子签名或者未存档", "the data messages are not signed or not archived")
    opening_record_public: Flag | None = whether("开标记录向社会公众公布", "the record of the opening was made public", "开标记录未公布", "the record of the opening was not made public")
    opening_record_secret: Flag | None = exception("开标记录依法应当保密", "the record of the opening must be kept secret by law", "开标记录无需保密", "the record of the opening need not be kept secret")
    unequal_information: Flag | None = exception("利用技术手段提供有差别的信息", "those of like standing got differing information by technical means", "未提供有差别的信息", "all of like standing got the same information")
    free_registration_refused: Flag | None = exception("拒绝或者限制免费注册并获取应公开的信息", "free registration and public information were refused or limited", "未拒绝或者限制免费注册", "free registration was not refused")
    obstacles_set: Flag | None = exception("故意不兼容合规工具软件，或者对递交、解密设置障碍", "tools that meet the standard were kept out, or handing in or decrypting was hindered", "未设置技术障碍", "no technical obstacles were set")
    unlawful_fee: Flag | None = exception("违规要求投标人注册登记或者收取费用", "bidders had to register or pay against the rules", "未违规要求注册或者收费", "bidders did not have to register or pay against the rules")
    paper_agreed_to_prevail: Flag | None = exception("约定以纸质文本为准", "paper was agreed to prevail", "未约定以纸质文本为准", "paper was not agreed to prevail")
    system_failure: Flag | None = exception("系统故障致使活动无法正常进行", "a system failure kept the procedure from going on", "没有系统故障", "there was no system failure", ask=("是否因系统故障致使活动无法正常进行？", ""))
