using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Rules;

public sealed class AccessMatrixRules
{
    [Fact]
    [Rule("R-288")]
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
            "worklist.read",
            "branches.read",
            "directory.read",
            "complaints.file",
            "complaints.investigate",
            "clients.names",
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
        Assert.DoesNotContain("visits.excuse", AccessMatrix.Of(Role.Guide));
        Assert.DoesNotContain("visits.reports", AccessMatrix.Of(Role.Guide));
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

    // Catalogue 5.2 and the process of a complaint: the manager appoints whom it takes, and the service asks who was appointed.
    [Theory]
    [
        InlineData(Role.Doctor, "complaints.investigate"),
        InlineData(Role.Nurse, "complaints.investigate"),
        InlineData(Role.EscortLead, "complaints.investigate"),
        InlineData(Role.BranchManager, "training.plan"),
        InlineData(Role.EscortLead, "leaves.read"),
        InlineData(Role.EscortLead, "escorts.feedback"),
        InlineData(Role.BranchManager, "escorts.feedback"),
        InlineData(Role.BranchManager, "surveys.scores"),
        InlineData(Role.QualityOfficer, "surveys.scores"),
        InlineData(Role.Director, "surveys.scores"),
        InlineData(Role.HrOfficer, "surveys.scores"),
        InlineData(Role.Trainer, "surveys.scores"),
        InlineData(Role.Nurse, "surveys.read-own"),
        InlineData(Role.Escort, "surveys.read-own")
    ]
    public void Whoever_is_responsible_for_something_has_the_right_to_it(Role role, string code) =>
        Assert.Contains(code, AccessMatrix.Of(role));

    [Theory]
    [InlineData(Role.Doctor), InlineData(Role.Nurse), InlineData(Role.EscortLead)]
    public void Whoever_may_be_appointed_to_one_complaint_does_not_read_them_all(Role role) =>
        Assert.DoesNotContain("complaints.read", AccessMatrix.Of(role));
}
