using System.Collections.Frozen;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Rights;

/// <summary>What a person is to the platform. Most people have the role of their post; an administrator can add others.</summary>
public enum Role
{
    Administrator,
    Receptionist, Greeter, Guide, TriageOfficer, Doctor, Nurse, Cashier, BranchManager, HrOfficer, PayrollOfficer,
    Escort, EscortLead, CustomerServiceAgent, QualityOfficer, Trainer, Director,
}

/// <summary>
/// Who may do what (catalogue 5.2). A right holds at the branch its role was given for, or everywhere when given for the group.
/// The administrator runs the platform and sees neither clients nor pay; a guide has no right over people, money or trade (AC-13).
/// </summary>
static class AccessMatrix
{
    const string Everyone = "policies.read trail.read branches.read directory.read";

    /// <summary>Whoever is employed reads what is about themselves, and takes a complaint down.</summary>
    const string Employed = "accruals.read-own payslips.read-own exams.read-own discipline.read-own complaints.file";

    static readonly FrozenDictionary<Role, string[]> Codes = new Dictionary<Role, string>
    {
        [Role.Administrator] = "branches.open employees.hire accounts.activate accounts.grant accounts.read policies.write ops.parked ops.clock",

        [Role.Greeter] = "visits.greet visits.guide waiting.serve visits.read clients.read",
        [Role.Guide] = "visits.greet visits.guide waiting.serve visits.notify visits.read clients.read",
        [Role.Receptionist] = "clients.register clients.correct clients.read clients.contact visits.check-in visits.greet visits.guide waiting.serve visits.notify visits.receive-chart visits.check-out visits.read",
        [Role.TriageOfficer] = "clients.register clients.correct clients.read clients.contact visits.check-in triage.assign visits.notify visits.receive-chart visits.read doctors.status",
        [Role.Doctor] = "doctors.status visits.collect visits.treat visits.chart visits.read clients.read",
        [Role.Nurse] = "visits.collect visits.treat visits.chart visits.read clients.read",
        [Role.Cashier] = "visits.check-out visits.read clients.read",
        [Role.BranchManager] =
            "directory.write doctors.status policies.write clients.read clients.contact visits.read visits.void visits.excuse visits.reports employees.read " +
            "accruals.read engagements.read escorts.read complaints.read complaints.handle complaints.decide complaints.investigate " +
            "followups.read surveys.read exams.read discipline.read discipline.propose discipline.decide payruns.read",

        [Role.HrOfficer] =
            "employees.hire employees.read employees.adjust employees.pay employees.sign employees.leave exams.read escorts.read " +
            "discipline.read discipline.execute payruns.read payruns.lock payslips.read",
        [Role.PayrollOfficer] = "employees.read employees.pay accruals.read payruns.calculate payruns.read payslips.read",

        [Role.Escort] = "engagements.serve engagements.read-own",
        [Role.EscortLead] = "visits.read clients.read engagements.lead engagements.read escorts.read discipline.propose exams.read",
        [Role.CustomerServiceAgent] = "visits.read clients.read clients.contact engagements.inquire engagements.read complaints.read complaints.handle followups.make followups.read surveys.send",
        [Role.QualityOfficer] = "clients.read visits.reports complaints.read complaints.investigate surveys.read surveys.send followups.read exams.read",
        [Role.Trainer] = "training.plan training.record exams.grade exams.read certificates.issue",
        [Role.Director] = "visits.reports complaints.read complaints.decide complaints.overturn complaints.close-unsatisfied engagements.read surveys.read exams.read discipline.read discipline.decide payruns.read payruns.lock",
    }.ToFrozenDictionary(row => row.Key, row => $"{Everyone} {(row.Key == Role.Administrator ? "" : Employed)} {row.Value}".Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Rights that open client data: in nobody's token before the confidentiality agreement is signed (R-053).</summary>
    static readonly FrozenSet<string> ClientData = FrozenSet.Create(
        "clients.register", "clients.correct", "clients.read", "clients.contact", "triage.assign", "visits.check-in", "visits.greet", "visits.guide", "waiting.serve", "visits.notify", "visits.collect",
        "visits.treat", "visits.chart", "visits.receive-chart", "visits.check-out", "visits.void", "visits.read",
        "engagements.inquire", "engagements.lead", "engagements.serve", "engagements.read", "engagements.read-own", "complaints.file", "complaints.handle", "complaints.decide",
        "complaints.investigate", "complaints.overturn", "complaints.close-unsatisfied", "complaints.read", "followups.make", "followups.read", "surveys.send");

    /// <summary>The posts of the group's house, whose people work for every branch.</summary>
    static readonly FrozenSet<Post> GroupPosts = FrozenSet.Create(Post.HrOfficer, Post.PayrollOfficer, Post.Director);

    /// <summary>The roles each post brings, as the table is seeded.</summary>
    public static IEnumerable<PostRole> Posts =>
        Enum.GetValues<Post>().Select(post => new PostRole { Post = post, Role = Enum.Parse<Role>(post.ToString()), GroupWide = GroupPosts.Contains(post) });

    /// <summary>The permission codes of a role.</summary>
    public static IReadOnlyList<string> Of(Role role) => Codes[role];

    /// <summary>True when the code opens data of clients.</summary>
    public static bool OpensClientData(string code) => ClientData.Contains(code);
}
