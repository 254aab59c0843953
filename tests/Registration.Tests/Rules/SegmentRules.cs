using Clinic.Registration.ClientRecords.Segments;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Rules;

public sealed class SegmentRules
{
    static readonly KeyFrom Key = new(Visits: 6, Spent: 10_000m);

    [Theory]
    [
        InlineData(0, 0, false, false, ClientSegment.Potential),
        InlineData(5, 0, false, false, ClientSegment.Potential),
        InlineData(1, 100, true, true, ClientSegment.Regular)
    ]
    [
        InlineData(0, 0, true, false, ClientSegment.Dormant),
        InlineData(6, 0, true, true, ClientSegment.Key),
        InlineData(1, 10_000, true, true, ClientSegment.Key),
        InlineData(5, 9_999.99, true, true, ClientSegment.Regular)
    ]
    [Rule("R-110")]
    public void Who_comes_often_or_spends_much_is_key_who_bought_lately_regular_who_bought_before_dormant_who_never_did_potential(
        int visits,
        decimal spent,
        bool everBought,
        bool boughtLately,
        ClientSegment segment
    ) => Assert.Equal(segment, SegmentRule.Of(new(visits, spent, everBought, boughtLately, LastVisit: null), Key));
}
