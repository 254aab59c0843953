using System.Net;
using System.Net.Http.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// Everything that people type about people, in one branch: who reads what of it, by real requests of a person who has exactly one post,
/// and that it stands nowhere else.
/// </summary>
[Collection(OnePlatform.Name)]
public sealed class PersonalDataTests(RunningPlatform platform)
{
    const int LeastCanaries = 40;

    public static TheoryData<string, string> Cells
    {
        get
        {
            TheoryData<string, string> cells = new();
            foreach (var row in AccessMatrixRows.All.Keys)
            foreach (var post in CanaryStory.Posts)
                cells.Add(row, post);
            return cells;
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public async Task A_cell_of_the_access_matrix_shows_what_it_stands_for_and_nothing_beyond_it(string row, string post)
    {
        var told = await platform.Canaries;
        var wrong = await Task.WhenAll(AccessMatrixRows.All[row](told).Select(look => look.Objections(told, post)));

        // In full, which a comparison would cut.
        string[] objections = [.. wrong.SelectMany(some => some)];
        Assert.True(objections.Length == 0, string.Join('\n', objections));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Nobody_of_another_branch_finds_anything_of_it()
    {
        var told = await platform.Canaries;
        var elsewhere = await platform.Group.OpenBranch("GeneralClinic");
        var stranger = await platform.Group.Hire(elsewhere.Id, "BranchManager");
        string[] paths =
        [
            $"/api/registration/clients/{told.Client}",
            $"/api/registration/visits/{told.Visit.Id}",
            $"/api/registration/chart-errors?branch={told.Branch.Id}",
            $"/api/escort/engagements/{told.Engagement.Id}/file",
            $"/api/feedback/complaints/{told.Complaint}",
            $"/api/feedback/survey-answers/{told.SurveyAnswer}",
            $"/api/training/people/{told["Escort"].Id}/record",
            $"/api/payroll/discipline-cases/{told.Case}",
        ];
        foreach (var path in paths)
        {
            var answer = await stranger.Get(path);
            Assert.True(answer.Refused("not-found"), $"{path}: {(int)answer.Status}");
        }
    }

    [Fact]
    public async Task No_list_of_work_no_trail_and_no_audit_holds_what_people_wrote()
    {
        var told = await platform.Canaries;
        List<Answer> answers = [];
        foreach (var post in CanaryStory.Posts)
            answers.Add(await told[post].Get("/worklist?limit=200"));
        foreach (var about in new[] { told.Visit.Id, told.Engagement.Id, told.Complaint, told.Case })
            answers.Add(await told["BranchManager"].Get($"/trail/{about}"));
        foreach (var subject in new[] { told.Client, told["Escort"].Id })
            answers.Add(await platform.Group.Administrator.Get($"/audit?subject={subject}"));

        Assert.Equal([], answers.SelectMany(answer => Written.All.Where(canary => Holds(answer.Ok(), canary))));
    }

    [Fact]
    [Rule("R-055", "R-107")]
    public async Task What_people_write_is_read_by_whoever_may_and_stands_nowhere_else()
    {
        var told = await platform.Canaries;
        Assert.True(Written.All.Count >= LeastCanaries);
        await NothingIsKeptOfAQuestion(told);

        var read = await ByWhoeverMay(told);

        Assert.DoesNotContain(Written.All, canary => canary.IsShown && !read.Exists(answer => Holds(answer, canary)));
        await Canaries.StandNowhere(platform.Stack, platform.Traces, Written.All);
        await Canaries.StandInNoBackup(platform.Stack, Written.All);
    }

    // Typed in a search, in an address, in the wrong box, and where it is refused; no answer says it again.
    async Task NothingIsKeptOfAQuestion(CanaryStory told)
    {
        var (desk, branch) = (told["Receptionist"], told.Branch.Id);
        var search = new { branchId = branch, name = Written.SearchedName.Words };
        List<Answer> answers =
        [
            (await desk.Post("/api/registration/clients/search", search)).Ok(),
            (await told["HrOfficer"].Get($"/api/payroll/employees?name={Written.SearchedInAddress.Words}")).Ok(),
            await desk.Get($"/api/registration/visits/{Written.TypedAsPath.Words}"),
            await desk.Post("/api/registration/clients/search", new { branchId = branch, phone = Written.RefusedPhone.Words }),
        ];
        using var wrong = JsonContent.Create(new { login = Written.TypedAsLogin.Words, password = "not this one either" });
        answers.Add(await platform.Group.Platform.Send(HttpMethod.Post, "/api/identity/sessions", wrong, token: null));

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized],
            answers[2..].Select(answer => answer.Status)
        );
        Assert.Equal([], answers.SelectMany(answer => Written.All.Where(canary => Holds(answer, canary))));
    }

    async Task<List<Answer>> ByWhoeverMay(CanaryStory told)
    {
        var (registration, escort) = ("/api/registration", told["Escort"].Id);
        var (desk, manager, hr) = (told["Receptionist"], told["BranchManager"], told["HrOfficer"]);
        List<Answer> read =
        [
            await desk.Get($"{registration}/clients/{told.Client}"),
            await desk.Get($"{registration}/clients/{told.Client}/contact?purpose=Visit"),
            await desk.Get($"{registration}/clients/{told.Client}/consents"),
            await desk.Get($"{registration}/front-pages/{told.FrontPage}"),
            await manager.Post(
                $"{registration}/clients/{told.Client}/unmasking",
                new { fields = new[] { "Address", "IdNumber" }, reason = "asked for by the ministry" }
            ),
            await manager.Get($"{registration}/unmaskings?branch={told.Branch.Id}"),
            await manager.Get($"{registration}/chart-errors?branch={told.Branch.Id}"),
            await told["Guide"].Get($"{registration}/visits/{told.Arrival}/waiting-log"),
            await told["Doctor"].Get($"{registration}/visits/{told.Visit.Id}/chart"),
            await told["EscortLead"].Get($"/api/escort/engagements/{told.Engagement.Id}/file"),
            await told["CustomerServiceAgent"].Get($"/api/feedback/complaints/{told.Complaint}"),
            await told["CustomerServiceAgent"].Get($"/api/feedback/follow-ups/{told.Survey.FollowUp}"),
            await told["QualityOfficer"].Get($"/api/feedback/survey-answers/{told.SurveyAnswer}"),
            await told["Trainer"].Get($"/api/training/people/{escort}/record"),
            await hr.Get($"/api/payroll/employees/{escort}"),
            await hr.Get($"/api/payroll/employees/{escort}/pay-terms"),
            await manager.Get($"/api/payroll/discipline-cases/{told.Case}"),
            await platform.Group.Administrator.Get($"/api/identity/accounts/{told.WithAnotherRole.Id}"),
        ];
        return read.ConvertAll(answer => answer.Ok());
    }

    static bool Holds(Answer answer, Canary canary) => answer.Text.Contains(canary.Read, StringComparison.Ordinal);
}
