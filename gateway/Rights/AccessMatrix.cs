using System.Collections.Frozen;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Rights;

/// <summary>What a person is to the platform. Most people have the role of their post; an administrator can add others.</summary>
public enum Role
{
    Administrator,
    Receptionist,
    Greeter,
    Guide,
    TriageOfficer,
    Doctor,
    Nurse,
    Cashier,
    BranchManager,
    HrOfficer,
    PayrollOfficer,
    Escort,
    EscortLead,
    CustomerServiceAgent,
    QualityOfficer,
    Trainer,
    Director,
}

/// <summary>
/// Who may do what (catalogue 5.2). A right holds at the branch its role was given for, or everywhere when given for the group.
/// The administrator runs the platform and sees neither clients nor pay; a guide has no right over people, money or trade (AC-13).
/// </summary>
static class AccessMatrix
{
    const string Everyone = "policies.read trail.read branches.read directory.read worklist.read";

    /// <summary>
    /// Whoever is employed reads what is about themselves, takes a complaint down, and investigates the one they are appointed to.
    /// </summary>
    const string Employed =
        "accruals.read-own payslips.read-own exams.read-own discipline.read-own complaints.file complaints.investigate "
        + "employees.read-own leaves.read-own surveys.read-own clients.names";

    static readonly FrozenDictionary<Role, string[]> Codes = new Dictionary<Role, string>
    {
        [Role.Administrator] =
            "branches.open employees.hire accounts.activate accounts.grant accounts.read policies.write ops.parked ops.clock "
            + "ops.alarms backups.read audit.read",

        [Role.Greeter] = "boards.acknowledge visits.greet visits.read clients.read visits.guide waiting.serve",
        [Role.Guide] =
            "boards.check boards.acknowledge visits.greet visits.notify visits.read clients.read visits.statistics visits.guide "
            + "waiting.serve",
        [Role.Receptionist] =
            "appointments.book boards.check boards.acknowledge clients.register clients.correct clients.read clients.contact "
            + "visits.check-in visits.greet visits.notify visits.receive-chart visits.check-out visits.read visits.statistics "
            + "visits.guide waiting.serve",
        [Role.TriageOfficer] =
            "appointments.book boards.check boards.publish clients.register clients.correct clients.read clients.contact "
            + "visits.check-in triage.assign visits.notify visits.receive-chart visits.read doctors.status visits.statistics",
        [Role.Doctor] = "doctors.status visits.collect visits.treat visits.chart visits.read clients.read clients.diseases",
        [Role.Nurse] = "visits.collect visits.chart visits.read clients.read clients.diseases visits.treat",
        [Role.Cashier] = "visits.check-out visits.read clients.read",
        [Role.BranchManager] =
            "worklist.manage directory.write doctors.status rosters.write boards.publish leaves.read policies.write clients.read "
            + "clients.contact visits.read visits.void employees.read clients.unmask clients.merge clients.charts clients.disclose "
            + "clients.segments clients.care clients.forget clients.diseases clients.statistics visits.statistics visits.excuse "
            + "visits.reports accruals.read engagements.read engagements.read-file escorts.read escorts.reinstate complaints.read "
            + "complaints.handle complaints.decide followups.read surveys.read exams.read training.plan discipline.read "
            + "discipline.propose discipline.decide payruns.read visits.lateness clients.lost clients.unmaskings absences.read "
            + "escorts.feedback surveys.scores",

        [Role.HrOfficer] =
            "employees.hire employees.read employees.adjust employees.pay employees.sign employees.leave leaves.record leaves.read "
            + "exams.read escorts.read discipline.read discipline.execute payruns.read payruns.lock payslips.read surveys.scores",
        [Role.PayrollOfficer] = "employees.read employees.pay accruals.read payruns.calculate payruns.read payslips.read",

        [Role.Escort] = "engagements.serve engagements.read-own",
        [Role.EscortLead] =
            "visits.read clients.read engagements.lead engagements.read engagements.read-file escorts.read escorts.reinstate "
            + "discipline.propose exams.read leaves.read escorts.feedback clients.find-for-escort clients.register-for-escort "
            + "appointments.find-for-escort",
        [Role.CustomerServiceAgent] =
            "visits.read clients.read clients.contact clients.care engagements.inquire engagements.read complaints.read "
            + "complaints.handle followups.make followups.read surveys.send surveys.read discipline.propose clients.find-for-escort "
            + "clients.register-for-escort",
        [Role.QualityOfficer] =
            "clients.read clients.diseases clients.statistics visits.statistics complaints.read surveys.read surveys.send "
            + "followups.read exams.read visits.reports visits.times discipline.propose surveys.scores",
        [Role.Trainer] = "training.plan training.record exams.grade exams.read certificates.issue surveys.scores",
        [Role.Director] =
            "backups.read ops.alarms clients.diseases clients.statistics visits.statistics complaints.read complaints.decide "
            + "complaints.overturn complaints.close-unsatisfied engagements.read surveys.read exams.read discipline.read "
            + "discipline.decide payruns.read payruns.lock visits.reports visits.lateness clients.lost clients.unmaskings absences.read "
            + "surveys.scores",
    }.ToFrozenDictionary(
        row => row.Key,
        row => $"{Everyone} {(row.Key == Role.Administrator ? "" : Employed)} {row.Value}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
    );

    /// <summary>Rights that open client data: in nobody's token before the confidentiality agreement is signed (R-053).</summary>
    static readonly FrozenSet<string> ClientData = FrozenSet.Create(
        "appointments.book",
        "clients.register",
        "clients.correct",
        "clients.read",
        "clients.contact",
        "clients.unmask",
        "clients.merge",
        "clients.charts",
        "clients.disclose",
        "clients.segments",
        "clients.care",
        "clients.forget",
        "clients.diseases",
        "clients.statistics",
        "visits.statistics",
        "visits.excuse",
        "visits.reports",
        "triage.assign",
        "visits.check-in",
        "visits.greet",
        "visits.notify",
        "visits.collect",
        "visits.guide",
        "waiting.serve",
        "visits.treat",
        "visits.chart",
        "visits.receive-chart",
        "visits.check-out",
        "visits.void",
        "visits.read",
        "engagements.inquire",
        "engagements.lead",
        "engagements.serve",
        "engagements.read",
        "engagements.read-file",
        "engagements.read-own",
        "complaints.file",
        "complaints.handle",
        "complaints.decide",
        "complaints.investigate",
        "complaints.overturn",
        "complaints.close-unsatisfied",
        "complaints.read",
        "followups.make",
        "followups.read",
        "surveys.send",
        "visits.lateness",
        "visits.times",
        "clients.lost",
        "clients.unmaskings",
        "escorts.feedback",
        "clients.names",
        "clients.find-for-escort",
        "clients.register-for-escort"
    );

    /// <summary>The posts of the group itself, whose people work for every branch.</summary>
    static readonly FrozenSet<Post> GroupPosts = FrozenSet.Create(Post.HrOfficer, Post.PayrollOfficer, Post.Director);

    /// <summary>The roles each post brings, as the table is seeded.</summary>
    public static IEnumerable<PostRole> Posts =>
        Enum.GetValues<Post>()
            .Select(post => new PostRole
            {
                Post = post,
                Role = Enum.Parse<Role>(post.ToString()),
                GroupWide = GroupPosts.Contains(post),
            });

    /// <summary>The permission codes of a role.</summary>
    public static IReadOnlyList<string> Of(Role role) => Codes[role];

    /// <summary>True when the code opens data of clients.</summary>
    public static bool OpensClientData(string code) => ClientData.Contains(code);
}
