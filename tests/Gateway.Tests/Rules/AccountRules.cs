using Clinic.Gateway.Accounts;

namespace Clinic.Gateway.Tests.Rules;

public sealed class AccountRules
{
    [Fact]
    public void Rights_that_shrink_twice_in_one_second_shrink_a_second_later_the_second_time()
    {
        DateTimeOffset at = new(2026, 3, 1, 8, 0, 0, 100, TimeSpan.Zero);
        var account = Account.Open(Guid.CreateVersion7(), at);

        account.RightsShrank(at.AddMilliseconds(300));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 1, TimeSpan.Zero), account.RightsChangedAt);

        account.RightsShrank(at.AddMilliseconds(500));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 2, TimeSpan.Zero), account.RightsChangedAt);

        account.RightsShrank(at.AddSeconds(30));
        Assert.Equal(at.AddSeconds(30), account.RightsChangedAt);
    }
}
