using Clinic.Gateway.Rights;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Rules;

/// <summary>
/// The access matrix of the handbooks, cell by cell: what a role's cell of a row stands for, as codes that the role carries and, with a
/// minus before them, codes that it does not carry. A row whose data do not exist yet stands here by its name, with the reason. What a
/// person of each post is shown is asserted by real requests in <c>Platform.Tests</c> (<c>PersonalDataTests</c>).
/// </summary>
public sealed class AccessMatrixCells
{
    /// <summary>What everybody reads of themselves, in whichever cell says "own".</summary>
    const string Own =
        "employees.read-own leaves.read-own accruals.read-own payslips.read-own exams.read-own discipline.read-own surveys.read-own";

    // Two rows of the handbooks are two here each: what there is of them, and what there is not.
    static readonly Dictionary<string, string> NotYet = new()
    {
        ["Attendance"] = "Nobody writes down when somebody came and went; only absences of doctors and approved leaves are there.",
        ["Retention record"] = "Who was lost is listed (clients.lost); the talk that tried to keep somebody is not written down.",
        ["Phone log, handover"] = "Calls to the desk and the handing over of a shift are not written down.",
        ["Dental model, courier"] = "Models and parcels are not written down.",
        ["Knowledge base, regulations"] = "The platform keeps settings with the clause that asks for them, and no text of a regulation.",
        ["Inspection"] = "The records of a day are signed; findings of an inspection are not written down.",
    };

    // No account has these posts: ushers and concierges are greeters here, and a consultant belongs to no branch of today.
    static readonly string[] PostsNotYet = ["Concierge", "Usher", "Consultant"];

    static readonly Dictionary<string, Dictionary<Role, string>> Rows = new()
    {
        ["Client basics"] = new()
        {
            [Role.Receptionist] = "clients.read clients.register clients.correct",
            [Role.TriageOfficer] = "clients.read clients.register clients.correct",
            [Role.Greeter] = "clients.read -clients.register -clients.correct",
            [Role.Guide] = "clients.read -clients.register -clients.correct",
            [Role.Cashier] = "clients.read -clients.register -clients.correct",
            [Role.Doctor] = "clients.read -clients.register -clients.correct",
            [Role.Nurse] = "clients.read -clients.register -clients.correct",
            [Role.Escort] = "engagements.read-own -clients.read -clients.contact",
            [Role.EscortLead] = "clients.read -clients.register -clients.correct",
            [Role.CustomerServiceAgent] = "clients.read -clients.correct",
            [Role.BranchManager] = "clients.read -clients.register",
            [Role.HrOfficer] = "-clients.read -clients.contact",
            [Role.PayrollOfficer] = "-clients.read -clients.contact",
            [Role.Trainer] = "-clients.read -clients.contact",
            [Role.QualityOfficer] = "clients.read -clients.correct -clients.contact",
            [Role.Director] = "clients.statistics -clients.read -clients.contact",
        },
        ["ID number, home address"] = Everybody("-clients.unmask", (Role.BranchManager, "clients.unmask")),
        // The manager's look at a chart because of a complaint is not there yet.
        ["Chart, clinical part"] = Everybody(
            "-visits.chart",
            (Role.Doctor, "visits.chart visits.treat"),
            (Role.Nurse, "visits.chart visits.treat"),
            (Role.Escort, "engagements.read-own -visits.chart"),
            (Role.BranchManager, "clients.charts -visits.chart")
        ),
        ["Disease spectrum"] = Everybody(
            "-clients.diseases",
            (Role.Doctor, "clients.diseases"),
            (Role.Nurse, "clients.diseases"),
            (Role.BranchManager, "clients.diseases"),
            (Role.QualityOfficer, "clients.diseases"),
            (Role.Director, "clients.diseases")
        ),
        ["Appointment, visit, triage"] = new()
        {
            [Role.Receptionist] = "visits.read appointments.book visits.check-in",
            [Role.TriageOfficer] = "visits.read appointments.book triage.assign",
            [Role.Greeter] = "visits.read visits.greet -appointments.book",
            [Role.Guide] = "visits.read visits.guide -appointments.book -visits.check-out",
            [Role.Cashier] = "visits.read visits.check-out -appointments.book",
            [Role.Doctor] = "visits.read -appointments.book -triage.assign",
            [Role.Nurse] = "visits.read -appointments.book -triage.assign",
            [Role.Escort] = "engagements.read-own -visits.read -appointments.book",
            [Role.EscortLead] = "visits.read appointments.find-for-escort -appointments.book -triage.assign",
            [Role.CustomerServiceAgent] = "visits.read -triage.assign",
            [Role.BranchManager] = "visits.read -appointments.book -triage.assign",
            [Role.HrOfficer] = "-visits.read -visits.statistics",
            [Role.PayrollOfficer] = "-visits.read -visits.statistics",
            [Role.Trainer] = "-visits.read -visits.statistics",
            [Role.QualityOfficer] = "visits.statistics -visits.read",
            [Role.Director] = "visits.statistics -visits.read",
        },
        // HR and payroll see what escorts did as lines of pay.
        ["Escort engagement"] = Everybody(
            "-engagements.read -engagements.lead -engagements.serve",
            (Role.Escort, "engagements.serve engagements.read-own -engagements.read"),
            (Role.EscortLead, "engagements.lead engagements.read engagements.read-file"),
            (Role.CustomerServiceAgent, "engagements.inquire engagements.read -engagements.lead"),
            (Role.BranchManager, "engagements.read -engagements.lead"),
            (Role.HrOfficer, "escorts.read payruns.read -engagements.read"),
            (Role.PayrollOfficer, "payruns.read -engagements.read"),
            (Role.Director, "engagements.read -engagements.lead")
        ),
        ["Complaint"] = Everybody(
            "complaints.file complaints.investigate -complaints.read -complaints.handle -complaints.decide",
            (Role.EscortLead, "complaints.file escorts.feedback -complaints.read -complaints.decide"),
            (Role.CustomerServiceAgent, "complaints.read complaints.handle -complaints.decide"),
            (Role.BranchManager, "complaints.read complaints.handle complaints.decide -complaints.overturn"),
            (Role.HrOfficer, "discipline.read -complaints.read"),
            (Role.Trainer, "exams.read -complaints.read -discipline.read"),
            (Role.QualityOfficer, "complaints.read -complaints.decide"),
            (Role.Director, "complaints.read complaints.decide complaints.overturn -complaints.handle")
        ),
        ["Patient issue record"] = Everybody(
            "-complaints.read",
            (Role.CustomerServiceAgent, "complaints.read followups.make"),
            (Role.BranchManager, "complaints.read followups.read"),
            (Role.QualityOfficer, "complaints.read followups.read"),
            (Role.Director, "complaints.read")
        ),
        ["Survey answers with identity"] = Everybody(
            "surveys.read-own exams.read-own -surveys.read",
            (Role.EscortLead, "escorts.feedback exams.read -surveys.read"),
            (Role.CustomerServiceAgent, "surveys.read surveys.send"),
            (Role.BranchManager, "surveys.read"),
            (Role.HrOfficer, "surveys.scores -surveys.read"),
            (Role.Trainer, "surveys.scores -surveys.read"),
            (Role.QualityOfficer, "surveys.read surveys.send"),
            (Role.Director, "surveys.read")
        ),
        ["Exam, certificate"] = Everybody(
            "exams.read-own -exams.read -exams.grade -certificates.issue",
            (Role.EscortLead, "exams.read -exams.grade -certificates.issue"),
            (Role.BranchManager, "exams.read -exams.grade -certificates.issue"),
            (Role.HrOfficer, "exams.read -exams.grade -certificates.issue"),
            (Role.Trainer, "exams.read exams.grade certificates.issue training.plan training.record"),
            (Role.QualityOfficer, "exams.read -exams.grade -certificates.issue"),
            (Role.Director, "exams.read -exams.grade -certificates.issue")
        ),
        // Leave is approved outside and recorded by HR until it is asked for here; a trainer's excuse is an act on an assessment.
        ["Leave"] = Everybody(
            "leaves.read-own -leaves.read -leaves.record",
            (Role.EscortLead, "leaves.read -leaves.record"),
            (Role.BranchManager, "leaves.read -leaves.record"),
            (Role.HrOfficer, "leaves.read leaves.record"),
            (Role.Trainer, "exams.grade leaves.read-own -leaves.read")
        ),
        ["Salary, payslip"] = Everybody(
            "payslips.read-own -payslips.read -payruns.read -employees.pay",
            (Role.BranchManager, "payslips.read-own payruns.read -payslips.read -employees.pay -payruns.calculate"),
            (Role.HrOfficer, "payslips.read payruns.read payruns.lock employees.pay"),
            (Role.PayrollOfficer, "payslips.read payruns.read payruns.calculate employees.pay -payruns.lock"),
            (Role.Director, "payruns.read payruns.lock -payslips.read -employees.pay")
        ),
        ["Reward, penalty case"] = Everybody(
            "discipline.read-own -discipline.read -discipline.propose -discipline.decide -discipline.execute",
            (Role.EscortLead, "discipline.propose -discipline.read -discipline.decide"),
            (Role.CustomerServiceAgent, "discipline.propose -discipline.read -discipline.decide"),
            (Role.BranchManager, "discipline.read discipline.propose discipline.decide -discipline.execute"),
            (Role.HrOfficer, "discipline.read discipline.execute -discipline.decide"),
            (Role.QualityOfficer, "discipline.propose -discipline.read -discipline.decide"),
            (Role.Director, "discipline.read discipline.decide -discipline.execute")
        ),
        // The manager's look in an emergency is not there yet.
        ["Employee mobile"] = Everybody(
            "employees.read-own -employees.pay",
            (Role.HrOfficer, "employees.pay employees.read"),
            (Role.PayrollOfficer, "employees.pay employees.read")
        ),
        // Those on the floor write and read them; that the manager, the agent and quality read them is not there yet.
        ["Checklists"] = Everybody(
            "-waiting.serve -visits.greet",
            (Role.Receptionist, "waiting.serve visits.greet"),
            (Role.Greeter, "waiting.serve visits.greet"),
            (Role.Guide, "waiting.serve visits.greet")
        ),
    };

    public static TheoryData<string, Role> Cells
    {
        get
        {
            TheoryData<string, Role> cells = new();
            foreach (var (data, roles) in Rows)
            foreach (var role in roles.Keys)
                cells.Add(data, role);
            return cells;
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void A_cell_opens_what_it_stands_for_and_nothing_beyond_it(string data, Role role)
    {
        var held = AccessMatrix.Of(role);
        Assert.All(
            Rows[data][role].Split(' '),
            code =>
            {
                if (code.StartsWith('-'))
                    Assert.DoesNotContain(code[1..], held);
                else
                    Assert.Contains(code, held);
            }
        );
    }

    [Fact]
    public void Every_row_says_something_of_every_post_there_is()
    {
        var posts = Enum.GetValues<Role>().Where(role => role != Role.Administrator).ToHashSet();

        Assert.All(Rows.Values, row => Assert.Equal(posts, row.Keys.ToHashSet()));
        Assert.DoesNotContain(Enum.GetNames<Role>(), name => PostsNotYet.Contains(name));
        Assert.Equal(21, Rows.Count + NotYet.Count);
        Assert.All(NotYet.Values, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }

    // A code that nobody carries would stand in a cell and forbid nothing.
    [Fact]
    public void Every_code_of_a_cell_is_carried_by_somebody()
    {
        var carried = Enum.GetValues<Role>().SelectMany(AccessMatrix.Of).ToHashSet();
        var named = Rows.Values.SelectMany(row => row.Values).SelectMany(cell => cell.Split(' ')).Select(code => code.TrimStart('-'));

        Assert.Equal([], named.Distinct().Except(carried));
    }

    [Fact]
    public void Whoever_is_employed_reads_what_is_about_themselves() =>
        Assert.All(
            Enum.GetValues<Role>().Where(role => role != Role.Administrator),
            role => Assert.Equal([], Own.Split(' ').Except(AccessMatrix.Of(role)))
        );

    [Fact]
    public void The_administrator_has_no_cell_and_reads_who_saw_what() =>
        Assert.Equal(
            ["accounts.read", "audit.read"],
            AccessMatrix
                .Of(Role.Administrator)
                .Where(code => code.EndsWith(".read", StringComparison.Ordinal))
                .Except(["policies.read", "trail.read", "branches.read", "directory.read", "worklist.read", "backups.read"])
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    [Rule("R-107")]
    public void The_posts_of_the_group_alone_see_beyond_their_branch() =>
        Assert.Equal(
            [Role.HrOfficer, Role.PayrollOfficer, Role.Director],
            AccessMatrix.Posts.Where(post => post.GroupWide).Select(post => post.Role)
        );

    // One cell for all, besides those that differ.
    static Dictionary<Role, string> Everybody(string cell, params (Role Role, string Cell)[] others)
    {
        var row = Enum.GetValues<Role>().Where(role => role != Role.Administrator).ToDictionary(role => role, _ => cell);
        foreach (var (role, other) in others)
            row[role] = other;
        return row;
    }
}
