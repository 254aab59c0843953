using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Rules;

public sealed class AccessMatrixRules
{
    [Fact, Rule("R-288")]
    public void A_guide_has_no_right_over_people_money_or_trade()
    {
        string[] allowed =
        [
            "visits.",
            "waiting.",
            "boards.",
            "clients.read",
            "policies.read",
            "trail.read",
            "branches.read",
            "directory.read",
            "complaints.file",
        ];

        Assert.All(
            AccessMatrix.Of(Role.Guide),
            code =>
                Assert.Contains(
                    allowed,
                    text =>
                        code == text
                        || code.EndsWith(".read-own", StringComparison.Ordinal)
                        || (text.EndsWith('.') && code.StartsWith(text, StringComparison.Ordinal))
                )
        );
        Assert.DoesNotContain("visits.check-out", AccessMatrix.Of(Role.Guide));
        Assert.DoesNotContain("visits.void", AccessMatrix.Of(Role.Guide));
    }

    [Fact]
    public void The_administrator_sees_neither_clients_nor_pay()
    {
        Assert.DoesNotContain(AccessMatrix.Of(Role.Administrator), AccessMatrix.OpensClientData);
        Assert.DoesNotContain(AccessMatrix.Of(Role.Administrator), code => code is "employees.pay" or "employees.read" or "accruals.read");
    }

    [Fact]
    public void Every_role_has_its_line_and_every_post_its_role() =>
        Assert.Equal(
            Enum.GetValues<Post>(),
            AccessMatrix.Posts.Where(post => AccessMatrix.Of(post.Role).Count > 0).Select(post => post.Post)
        );

    [Theory]
    [
        InlineData("clients."),
        InlineData("visits."),
        InlineData("triage."),
        InlineData("engagements."),
        InlineData("complaints."),
        InlineData("followups.")
    ]
    public void Whatever_is_about_clients_waits_for_the_agreement(string about) =>
        Assert.All(
            Enum.GetValues<Role>().SelectMany(AccessMatrix.Of).Where(code => code.StartsWith(about, StringComparison.Ordinal)),
            code => Assert.True(AccessMatrix.OpensClientData(code), code)
        );
}
