"""Services purchased by government (mof-order-102)."""

from procure_rules.facts.fields import Entity, exception, whether
from procure_rules.facts.values import Flag

__all__ = ["PurchasedService"]
# fmt: off


class PurchasedService(Entity):
    """A service purchased by government (mof-order-102)."""

    within_government_duties: Flag | None = whether("属于政府职责范围且适合市场化方式提供", "it is within government duties and fit for the market", "不属于政府职责范围或者不适合市场化方式提供", "it is outside government duties or unfit for the market")
    on_guiding_list: Flag | None = whether("列入政府购买服务指导性目录", "it is on the guiding list", "未列入政府购买服务指导性目录", "it is not on the guiding list")
    budgeted_service: Flag | None = whether("已安排预算", "it is in the budget", "未列入预算", "it is not in the budget")
    bundles_works: Flag | None = exception("将工程与服务打包，或者以服务名义采购货物、工程", "works are bundled in, or goods or works bought as a service", "未将货物、工程纳入", "neither goods nor works are included")
    is_financing: Flag | None = exception("系融资行为", "it is a financing", "不是融资行为", "it is no financing")
    labour_dispatch: Flag | None = exception("系招聘人员、劳务派遣用工或者设置公益性岗位", "it is hiring, labour dispatch or creating welfare posts", "不是用工行为", "it is no hiring or labour dispatch")
    bought_from_individual: Flag | None = exception("向个人购买服务", "it is bought from an individual", "不是向个人购买服务", "it is not bought from an individual")
    fit_for_individual: Flag | None = whether("确实适宜由个人承接", "it is truly fit for an individual", "不适宜由个人承接", "it is not fit for an individual")
    evaluated_beforehand: Flag | None = whether("开展了事前绩效评估", "its performance was assessed beforehand", "未开展事前绩效评估", "its performance was not assessed beforehand")
    buyer_by_analogy: Flag | None = whether("购买主体系参照执行的单位（党的机关、政协、民主党派、承担行政职能的事业单位、使用行政编制的群团组织）", "the buyer is a body treated like a state organ (party organ, consultative conference, democratic party, institution with administrative functions, mass organisation on administrative posts)", "购买主体不是参照执行的单位", "the buyer is no body treated like a state organ")
