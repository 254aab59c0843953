using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A password is long and not among those that a guesser tries first; it needs no digits or signs, and never has to be changed for its age
/// alone.
/// </summary>
sealed class PasswordRules(IConfiguration configuration) : IPasswordValidator<Account>
{
    /// <summary>Letters a login name is made of, as a pattern for requests.</summary>
    public const string LoginPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$";

    /// <summary>The same in words.</summary>
    public const string LoginWords = "3 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first";

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int Longest = 128;

    // A thousand million tries: whoever may try a name four times an hour does not get there.
    const double LeastStrength = 9;

    const int ShortestName = 3;

    // What everybody knows of a clinic; the names of this one are added by the setting Passwords:Names.
    static readonly string[] OfTheTrade =
    [
        "clinic",
        "platform",
        "hospital",
        "outpatient",
        "dental",
        "dentist",
        "doctor",
        "nurse",
        "patient",
        "reception",
        "receptionist",
        "triage",
        "escort",
        "payroll",
        "director",
        "administrator",
        "zhensuo",
        "yiyuan",
        "yisheng",
        "hushi",
        "kouqiang",
        "peizhen",
        "woaini",
        "woaiwo",
        "诊所",
        "診所",
        "医院",
        "醫院",
    ];

    /// <summary>What ASP.NET Core Identity is to ask for.</summary>
    public static void Set(IdentityOptions options)
    {
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    /// <summary>One way of writing for the same characters, so that another keyboard does not lock anyone out.</summary>
    public static string Same(string password) => password.Normalize(NormalizationForm.FormKC);

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var typed = password ?? "";
        var why =
            typed.Length > Longest ? $"The password is longer than {Longest} characters."
            : PasswordStrength.Of(typed, NamesAround(user)) < LeastStrength
                ? "The password is too easy to guess: there is little in it besides common words, names, years, runs and repetitions, "
                    + "however they are written. Take four words that have nothing to do with each other."
            : null;
        return Task.FromResult(
            why is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "PasswordEasy", Description = why })
        );
    }

    IEnumerable<string> NamesAround(Account user) =>
        OfTheTrade
            .Concat((configuration.GetSection("Passwords:Names").Get<string[]>() ?? []).Append(user.UserName ?? "").SelectMany(WithParts))
            .Where(name => name.Length >= ShortestName || !char.IsAscii(name.FirstOrDefault()));

    static IEnumerable<string> WithParts(string name)
    {
        var parts = name.Split(' ', '.', '_', '-');
        return [name, string.Concat(parts), .. parts];
    }
}
