using System.Net.Http.Json;

namespace Clinic.TestSupport;

/// <summary>The clinic group as its people use it: founded, staffed and run through the gateway alone.</summary>
public sealed class ClinicGroup
{
    /// <summary>Of everybody in it.</summary>
    public const string Password = "a long password of 2026";

    int hired;

    ClinicGroup(PlatformClient platform, Member administrator) => (Platform, Administrator, Hr) = (platform, administrator, administrator);

    /// <summary>The gateway.</summary>
    public PlatformClient Platform { get; }

    /// <summary>Opens branches and makes accounts usable.</summary>
    public Member Administrator { get; }

    /// <summary>Hires everybody else.</summary>
    public Member Hr { get; private set; }

    /// <summary>Claims the administrator's account with the secret that the launch printed, and hires the first HR officer.</summary>
    public static async Task<ClinicGroup> Found(Uri gateway, string secret, int daysBack = 0)
    {
        PlatformClient platform = new(gateway, daysBack);
        var claimed = (
            await platform.Send(
                HttpMethod.Post,
                "/api/identity/administrator",
                JsonContent.Create(
                    new
                    {
                        secret,
                        login = "administrator",
                        password = Password,
                    }
                ),
                null
            )
        ).Ok();
        return await Known(platform, claimed.Body.TryGetProperty("id", out var id) ? id.GetGuid() : Guid.Empty);
    }

    /// <summary>The group as it was founded before.</summary>
    public static async Task<ClinicGroup> Known(PlatformClient platform, Guid administrator)
    {
        ClinicGroup group = new(platform, new(platform, administrator, "administrator", Password));
        await group.Administrator.Token();
        return group;
    }

    /// <summary>Opens a branch, with an HR officer in the first one.</summary>
    public async Task<Branch> OpenBranch(string kind)
    {
        Branch branch = new(this, Guid.CreateVersion7());
        (
            await Administrator.Post(
                "/api/registration/branches",
                new
                {
                    id = branch.Id,
                    name = $"Branch {branch.Id.ToString()[^6..]}",
                    kind,
                    timeZone = "Asia/Shanghai",
                    from = DateOnly.FromDateTime(Platform.Now.UtcDateTime.AddHours(8)),
                }
            )
        ).Ok();
        if (ReferenceEquals(Hr, Administrator))
            Hr = await Hire(branch.Id, "HrOfficer");
        return branch;
    }

    /// <summary>Hires a person, who signs the agreement, gets an activation code handed over and logs in.</summary>
    /// <param name="basePay">A month, in yuan.</param>
    /// <param name="mobile">One of their own, unless it is said.</param>
    public async Task<Member> Hire(Guid branch, string post, decimal basePay = 6500.00m, string? mobile = null)
    {
        var (id, number) = (Guid.CreateVersion7(), Interlocked.Increment(ref hired));
        var login = $"{post.ToLowerInvariant()}-{id.ToString()[^8..]}-{number}";
        mobile ??= $"+86137{number:00000000}";
        // A branch opened a moment ago reaches Payroll by an event.
        await Eventually.Sees(
            () =>
                Hr.Post(
                    "/api/payroll/employees",
                    new
                    {
                        id,
                        branchId = branch,
                        name = $"Employee {login}",
                        post,
                        baseGrade = "G3",
                        basePay = new { amount = basePay, currency = "CNY" },
                        hireDate = DateOnly.FromDateTime(Platform.Now.UtcDateTime.AddHours(8)),
                        mobile,
                    }
                ),
            answer => answer.Accepted
        );
        var signer = ReferenceEquals(Hr, Administrator) ? null : Hr;

        var code = await Eventually.Sees(
            () => Administrator.Post($"/api/identity/accounts/{id}/activation-code", new { login }),
            answer => answer.Accepted
        );
        using var activation = JsonContent.Create(
            new
            {
                login,
                code = code["code"].GetString(),
                password = Password,
            }
        );
        (await Platform.Send(HttpMethod.Post, "/api/identity/activations", activation, null)).Ok();

        Member member = new(Platform, id, login, Password) { Mobile = mobile };
        if ((signer ?? member) is { } hr && (signer is not null || post == "HrOfficer"))
        {
            (await hr.Post($"/api/payroll/employees/{id}/confidentiality-agreement", new { documentVersion = "2026-1" })).Ok();
            await Eventually.Sees(
                () => Administrator.Get($"/api/identity/accounts/{id}"),
                account => account["clientDataOpen"].GetBoolean()
            );
            await member.Token(anew: true);
        }
        return member;
    }
}
